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

    /// Departments of two companies have the same name, and differ in what stands above them.
    @Test func whichOfTwoRecordsOfTheSameNameIsReferredToCounts() throws {
        let desk = try Desk()
        try desk.bring([
            "accounts.csv": "name\nAcme\n",
            "contacts.csv": "email,first_name,last_name,account\nc@c.pl,Ewa,Lis,Acme\n",
        ])
        try desk.execute("DELETE FROM accounts")
        try desk.execute(
            "INSERT INTO accounts (id, name, parent_id) VALUES (1, 'Acme', NULL), (2, 'Beta', NULL), (3, 'HR', 1), (4, 'HR', 2)"
        )
        var digests: [String] = []
        for account in 1...4 {
            try desk.execute("UPDATE contacts SET account_id = \(account)")
            digests.append(try desk.digest())
        }
        #expect(Set(digests).count == 4)
    }

    /// The same records with other ids, those below before those above.
    @Test func idsDoNotCount() throws {
        let rows = [
            [(1, "Acme", 0), (2, "Beta", 0), (3, "HR", 1), (4, "HR", 2), (5, "Payroll", 4), (6, "Payroll", 3)],
            [(12, "Acme", 0), (11, "Beta", 0), (5, "HR", 12), (2, "HR", 11), (1, "Payroll", 2), (3, "Payroll", 5)],
            [(12, "Acme", 0), (11, "Beta", 0), (5, "HR", 12), (2, "HR", 11), (1, "Payroll", 5), (3, "Payroll", 5)],
        ]
        let digests = try rows.map { accounts in
            let desk = try Desk(Maps.accounts)
            try desk.load(["a.csv": "name,city\n"])
            for (id, name, parent) in accounts {
                try desk.execute(
                    "INSERT INTO accounts (id, name, parent_id) VALUES (\(id), '\(name)', nullif(\(parent), 0))")
            }
            return try desk.digest()
        }
        #expect(digests[0] == digests[1])
        #expect(digests[1] != digests[2])
    }

    /// Even a ring, which no file can make, has a digest, and the same one wherever it begins.
    @Test func aRingHasADigest() throws {
        let digests = try ["(1, 'A', 2), (2, 'B', 3), (3, 'C', 1)", "(7, 'B', 5), (5, 'C', 9), (9, 'A', 7)"].map {
            rows in
            let desk = try Desk(Maps.accounts)
            try desk.load(["a.csv": "name,city\n"])
            try desk.execute("INSERT INTO accounts (id, name, parent_id) VALUES \(rows)")
            return try desk.digest()
        }
        #expect(digests[0] == digests[1])
    }

    @Test func numbersOfTwoSourcesAreTwo() throws {
        let desk = try Desk(Self.mapping)
        try desk.load([
            "c.csv": "email,first_name,last_name,phone\na@b.pl,,,\n",
            "t.csv": "number,subject,contact\n1,A,a@b.pl\n2,A,a@b.pl\n",
            "m.csv": "id,ticket,body,visibility\n1,1,Hello,public\n",
        ])
        try desk.execute("UPDATE tickets SET number = '1', source = 'other' WHERE id = 2")
        let digest = try desk.digest()
        try desk.execute("UPDATE comments SET ticket_id = 2")
        #expect(try desk.digest() != digest)
    }

    @Test func anExternalIDTellsTwoRecordsApart() throws {
        let desk = try Desk(Maps.accounts)
        try desk.load(["a.csv": "name,city\n"])
        try desk.execute(
            "INSERT INTO accounts (id, name, parent_id) VALUES (1, 'HR', NULL), (2, 'HR', NULL), (3, 'Pay', 1)")
        let digest = try desk.digest()
        try desk.execute("UPDATE accounts SET parent_id = 2 WHERE id = 3")
        #expect(try desk.digest() == digest, "nothing tells the two apart")
        try desk.execute(
            "INSERT INTO external_ids (entity, source, value, record_id) VALUES ('accounts', 'crm', '7', 1)")
        let other = try desk.digest()
        try desk.execute("UPDATE accounts SET parent_id = 1 WHERE id = 3")
        #expect(try desk.digest() != other)
    }

    @Test func theOrderOfRowsDoesNotCount() throws {
        #expect(try digest() == digest(comments: "id,ticket,body,visibility\n2,1,Bye,public\n1,1,Hello,public\n"))
    }
}
