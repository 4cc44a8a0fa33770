import Testing

/// Two help desks have the same digest only where every field of every record is the same.
@Suite struct DigestTests {
    private static let mapping = Maps.tables(
        Maps.contacts, Maps.tickets,
        Maps.table(
            "comments", key: "[external_id]",
            columns: ["external_id: id", "ticket: { from: ticket, refers_to: tickets.number }", "body", "visibility"]),
        Maps.table(
            "attachments", key: "[external_id]",
            columns: ["external_id: id", "comment: { from: comment, refers_to: comments.external_id }", "name"]))

    private func digest(
        tickets: String = "number,subject,contact\n1,A,a@b.pl\n2,A,a@b.pl\n",
        comments: String = "id,ticket,body,visibility\n1,1,Hello,public\n2,1,Bye,public\n",
        attachments: String = "id,comment,name\n1,1,a.png\n"
    ) throws -> String {
        let desk = try Desk(Self.mapping)
        try desk.load([
            "c.csv": "email,first_name,last_name,phone\na@b.pl,,,\n", "t.csv": tickets, "m.csv": comments,
            "a.csv": attachments,
        ])
        return try desk.digest()
    }

    @Test func everyFieldOfACommentCounts() throws {
        let digests = [
            try digest(),
            try digest(comments: "id,ticket,body,visibility\n1,2,Hello,public\n2,1,Bye,public\n"),
            try digest(comments: "id,ticket,body,visibility\n1,1,Hello,private\n2,1,Bye,public\n"),
            try digest(comments: "id,ticket,body,visibility\n1,1,Hello!,public\n2,1,Bye,public\n"),
            try digest(comments: "id,ticket,body,visibility\n1,1,Bye,public\n2,1,Hello,public\n"),
            try digest(attachments: "id,comment,name\n1,2,a.png\n"),
            try digest(attachments: "id,comment,name\n1,1,b.png\n"),
        ]
        #expect(Set(digests).count == digests.count)
    }

    @Test func theOrderOfRowsDoesNotCount() throws {
        #expect(try digest() == digest(comments: "id,ticket,body,visibility\n2,1,Bye,public\n1,1,Hello,public\n"))
    }
}
