import Testing

/// The rules on customers and what hangs on them, each by import and by command.
@Suite struct CustomerRuleTests {
    static let cases = [
        RuleCase(
            rule: "an account needs only its name", file: "name,city\nGamma,\n",
            command: ["add", "accounts", "name=Gamma"],
            facts: [.init("accounts", "Gamma", "owner", nil)]),
        RuleCase(
            rule: "whoever brings an account owns it", file: "name,city\nGamma,\n",
            command: ["add", "accounts", "name=Gamma"], actor: "eve@desk.example",
            facts: [.init("accounts", "Gamma", "owner", "eve@desk.example")]),
        RuleCase(
            rule: "unless the row names another owner", file: "name,owner\nGamma,ola@desk.example\n",
            command: ["add", "accounts", "name=Gamma", "owner=ola@desk.example"], actor: "eve@desk.example",
            facts: [.init("accounts", "Gamma", "owner", "ola@desk.example")]),
        RuleCase(
            rule: "another account moves a contact",
            file: "email,first_name,last_name,account\nanna@acme.example,,,Beta Ltd\n",
            command: ["edit", "contacts", "anna@acme.example", "account=Beta Ltd"], says: "account.moved",
            names: ["from the account \"Acme Ltd\" to \"Beta Ltd\""],
            facts: [
                .init("contacts", "anna@acme.example", "account", "Beta Ltd"),
                .init("tickets", "7", "account", "Acme Ltd"),
            ]),
        RuleCase(
            rule: "dissociating leaves past tickets alone",
            file: "email,first_name,last_name,account,action\nanna@acme.example,,,Acme Ltd,dissociate\n",
            command: ["contacts", "dissociate", "anna@acme.example"], says: "account.moved",
            names: ["leaves the account \"Acme Ltd\" and has no account any more"],
            facts: [
                .init("contacts", "anna@acme.example", "account", nil), .init("tickets", "7", "account", "Acme Ltd"),
            ]),
        RuleCase(
            rule: "only an account that is there is associated",
            file: "email,first_name,last_name,account,action\nanna@acme.example,,,Betta Ltd,associate\n",
            command: ["contacts", "associate", "anna@acme.example", "--account", "Betta Ltd"],
            says: "reference.unknown", status: 1, commandStatus: 64, refusal: "record.unknown",
            names: ["Did you mean", "Beta Ltd"], facts: [.init("contacts", "anna@acme.example", "account", "Acme Ltd")]),
        RuleCase(
            rule: "a contact is a member of many projects",
            file: "email,first_name,last_name,projects\nanna@acme.example,,,Move; Paint\n",
            command: ["edit", "contacts", "anna@acme.example", "projects+=Paint"],
            facts: [.init("contacts", "anna@acme.example", "projects", "Move, Paint")]),
        RuleCase(
            rule: "a new ticket takes its contact's account",
            file: "number,subject,contact\n9,Noise,anna@acme.example\n",
            command: ["add", "tickets", "number=9", "subject=Noise", "contact=anna@acme.example"],
            facts: [.init("tickets", "9", "account", "Acme Ltd")]),
        RuleCase(
            rule: "a given account that contradicts the contact's is a warning",
            file: "number,subject,contact,account\n9,Noise,anna@acme.example,Beta Ltd\n",
            command: [
                "add", "tickets", "number=9", "subject=Noise", "contact=anna@acme.example", "account=Beta Ltd",
            ], says: "account.mismatch", names: ["Acme Ltd", "Beta Ltd"],
            facts: [.init("tickets", "9", "account", "Beta Ltd")]),
        RuleCase(
            rule: "customers come before tickets", file: "number,subject,contact\n9,Noise,anna@acne.example\n",
            command: ["add", "tickets", "number=9", "subject=Noise", "contact=anna@acne.example"],
            says: "reference.unknown", status: 1, names: ["anna@acne.example", "Did you mean \"anna@acme.example\"?"],
            facts: [.init("tickets", "9", "subject", nil)]),
        RuleCase(
            rule: "a ticket without a customer is none", file: "number,subject,contact\n9,Noise,\n",
            command: ["add", "tickets", "number=9", "subject=Noise"], says: "required.missing", status: 1,
            commandStatus: 64, refusal: "assignment.missing", commandNames: ["cannot be without contact"],
            facts: [.init("tickets", "9", "subject", nil)]),
        RuleCase(
            rule: "a contract needs its account", file: "name,account,number\nGold,Nobody Ltd,G-1\n",
            command: ["add", "contracts", "name=Gold", "account=Nobody Ltd", "number=G-1"], says: "reference.unknown",
            status: 1, facts: [.init("contracts", "Gold", "name", nil)]),
        RuleCase(
            rule: "an owner who is not there stays out", file: "name,owner\nGamma,olla@desk.example\n",
            command: ["add", "accounts", "name=Gamma", "owner=olla@desk.example"], says: "reference.kept",
            commandStatus: 1, commandSays: "reference.unknown", names: ["Did you mean \"ola@desk.example\"?"],
            facts: [.init("accounts", "Gamma", "owner", nil)]),
        RuleCase(
            rule: "an attachment belongs to something", file: "ticket,name,url\n,photo.jpg,https://x.example/p\n",
            command: ["add", "attachments", "name=photo.jpg"], says: "reference.missing", status: 1,
            names: ["ticket or comment"]),
        RuleCase(
            rule: "nobody is invited without an address",
            file: "id,email,first_name,last_name,invitation,action\n5,,,,requested,update\n",
            command: ["contacts", "invite", "#5"], says: "invitation.no_email", commandStatus: 1),
    ]

    @Test(arguments: cases) func byImport(_ rule: RuleCase) throws { try rule.checkImport() }

    @Test(arguments: cases) func byCommand(_ rule: RuleCase) throws { try rule.checkCommand() }
}
