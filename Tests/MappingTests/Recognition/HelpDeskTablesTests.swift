import HelpDesk
import Tables
import Testing

@testable import Mapping

/// Small tables of every entity, in the languages of those who keep them, and columns of actions.
@Suite struct HelpDeskTablesTests {
    struct Sample: Sendable, CustomStringConvertible {
        let entity: EntityName
        let language: String
        let file: String
        /// Each column's header and values, with strokes between, and the field that it is for: `ticket:number`.
        let columns: [(text: String, field: String?)]

        var description: String { "\(entity) (\(language))" }
    }

    static let samples: [Sample] = [
        Sample(
            entity: "organization", language: "en", file: "helpdesk.csv",
            columns: [
                ("Organization|Desk Ltd", "name"), ("Time Zone|Europe/Oslo", "time_zone"), ("Language|en", "language"),
                ("Contact Email|ada@desk.example", "primary_contact:email"),
            ]),
        Sample(
            entity: "organization", language: "de", file: "organisation.csv",
            columns: [
                ("Name|Tischlerei Holm", "name"), ("Zeitzone|Europe/Berlin", "time_zone"), ("Sprache|de", "language"),
                ("E-Mail Ansprechpartner|ada@desk.example", "primary_contact:email"),
            ]),
        Sample(
            entity: "products", language: "pl", file: "cennik.csv",
            columns: [
                ("Nazwa produktu|Lampa|Oprawka", "name"), ("Kod produktu|L-1|O-2", "code"),
                ("Cena jednostkowa|129,50|9,00", "unit_price"), ("Opis|biała|", "description"),
            ]),
        Sample(
            entity: "products", language: "es", file: "productos.csv",
            columns: [
                ("Producto|Lámpara|Soporte", "name"), ("Código de producto|L-1|S-2", "code"),
                ("Precio unitario|129.50|9.00", "unit_price"),
            ]),
        Sample(
            entity: "projects", language: "nb", file: "prosjekter.csv",
            columns: [
                ("Prosjekt|Flytting|Arkiv", "name"), ("Status|Pågår|Avsluttet", "status"),
                ("Startdato|2025-01-01|2024-01-01", "starts_on"), ("Sluttdato|2025-06-30|2024-02-01", "ends_on"),
                ("Firma|Nordlys AS|Fjell AS", "account:name"),
            ]),
        Sample(
            entity: "projects", language: "fr", file: "export.csv",
            columns: [
                ("Projet|Migration|Archives", "name"), ("Date de début|2025-01-01|2024-01-01", "starts_on"),
                ("Date de fin|2025-06-30|2024-02-01", "ends_on"), ("Description|Bureau|Papier", "description"),
            ]),
        Sample(
            entity: "contracts", language: "de", file: "bestand.csv",
            columns: [
                ("Vertragsname|Gold 2025|Silber", "name"), ("Vertragsnummer|K-17|K-18", "number"),
                ("Firma|Wega GmbH|Dorn AG", "account:name"), ("Produkt|Lampe|Lampe", "product:name"),
                ("Vertragsbeginn|2025-01-01|2025-02-01", "starts_on"),
                ("Vertragsende|2025-12-31|2026-01-31", "ends_on"),
            ]),
        Sample(
            entity: "contracts", language: "zh-CN", file: "合同.csv",
            columns: [
                ("合同名称|金牌服务|银牌服务", "name"), ("合同编号|K-17|K-18", "number"),
                ("公司名称|北京星光有限公司|上海远洋有限公司", "account:name"), ("合同开始日期|2025-01-01|2025-02-01", "starts_on"),
                ("服务计划|金|银", "support_plan"),
            ]),
        Sample(
            entity: "comments", language: "pl", file: "historia.csv",
            columns: [
                ("Numer zgłoszenia|17|17|18", "ticket:number"),
                ("Treść komentarza|Lampa znów miga.|Wysłano nową.|Dziękuję!", "body"),
                ("Autor|Anna Nowak|Jan Kos|Anna Nowak", "author:full_name"),
                ("Widoczność|Publiczny|Prywatny|Publiczny", "visibility"),
                ("Data utworzenia|2025-01-13|2025-01-14|2025-01-15", "created_at"),
            ]),
        Sample(
            entity: "comments", language: "it", file: "risposte.csv",
            columns: [
                ("Numero ticket|17|17|18", "ticket:number"),
                ("Testo del commento|Ancora rotta.|Spedita.|Grazie!", "body"),
                ("Autore|a@x.example|b@x.example|c@x.example", "author:email"),
                ("Tipo di commento|Risposta|Nota interna|Risposta", "kind"),
                ("Direzione|In entrata|In uscita|In entrata", "direction"),
            ]),
        Sample(
            entity: "attachments", language: "fr", file: "fichiers.csv",
            columns: [
                ("Numéro de ticket|17|18", "ticket:number"), ("Nom du fichier|lampe.jpg|facture.pdf", "name"),
                ("Chemin du fichier|17/lampe.jpg|18/facture.pdf", "path"), ("Taille du fichier|20480|512", "size"),
            ]),
        Sample(
            entity: "attachments", language: "pt-BR", file: "export.csv",
            columns: [
                ("Número do chamado|17|18", "ticket:number"), ("Nome do arquivo|foto.jpg|nota.pdf", "name"),
                ("Link do arquivo|https://x.example/1|https://x.example/2", "url"),
                ("Tamanho do arquivo|20480|512", "size"),
            ]),
        Sample(
            entity: "tasks", language: "en", file: "export.csv",
            columns: [
                ("Task|Order a lamp|Call the supplier", "subject"), ("Status|In Progress|Completed", "status"),
                ("Due Date|2025-01-20|2025-01-21", "due_at"), ("Task Owner|Tom Berg|Olga Wrona", "owner:full_name"),
                ("Ticket Number|17|18", "ticket:number"),
            ]),
        Sample(
            entity: "tasks", language: "zh-CN", file: "任务.csv",
            columns: [
                ("任务|订购台灯配件|给供应商打电话", "subject"), ("状态|进行中|已完成", "status"), ("优先级|高|低", "priority"),
                ("截止日期|2025-01-20|2025-01-21", "due_at"), ("负责人|王芳|李明", "owner:full_name"),
            ]),
        Sample(
            entity: "calls", language: "es", file: "llamadas.csv",
            columns: [
                ("Asunto|Otra vez la lámpara|Respuesta dada", "subject"),
                ("Dirección de la llamada|Entrante|Saliente", "direction"),
                ("Hora de inicio|2025-01-13 15:30|2025-01-13 16:00", "starts_at"),
                ("Duración en segundos|185|90", "duration"), ("Contacto|Ana Ruiz|Juan Gil", "contact:full_name"),
            ]),
        Sample(
            entity: "calls", language: "de", file: "liste.csv",
            columns: [
                ("Anruf|Lampe blinkt wieder|Rückruf beim Kunden", "subject"),
                ("Anrufrichtung|Eingehend|Ausgehend", "direction"),
                ("Beginn|2025-01-13 15:30|2025-01-13 16:00", "starts_at"), ("Dauer|00:03:05|00:01:30", "duration"),
            ]),
        Sample(
            entity: "events", language: "nb", file: "møter.csv",
            columns: [
                ("Emne|Besøk hos kunden|Gjennomgang av avtalen", "subject"),
                ("Starttidspunkt|2025-01-15 09:00|2025-01-16 09:00", "starts_at"),
                ("Sluttidspunkt|2025-01-15 10:00|2025-01-16 10:00", "ends_at"),
                ("Kontaktperson|Kari Dahl|Ola Moe", "contact:full_name"),
            ]),
        Sample(
            entity: "events", language: "it", file: "export.csv",
            columns: [
                ("Riunione|Visita dal cliente|Revisione del contratto", "subject"),
                ("Ora di inizio|2025-01-15 09:00|2025-01-16 09:00", "starts_at"),
                ("Ora di fine|2025-01-15 10:00|2025-01-16 10:00", "ends_at"),
            ]),
        Sample(
            entity: "time_entries", language: "de", file: "export.csv",
            columns: [
                ("Ticketnummer|17|17|18", "ticket:number"),
                ("Bearbeiter|Tom Berg|Olga Wrona|Tom Berg", "agent:full_name"),
                ("Ausführungsdatum|2025-01-15|2025-01-16|2025-01-16", "executed_at"),
                ("Stunden|1,5|0,25|2", "duration"),
                ("Abrechenbar|ja|nein|ja", "billable"),
            ]),
        Sample(
            entity: "time_entries", language: "pl", file: "export.csv",
            columns: [
                ("Numer zgłoszenia|17|17|18", "ticket:number"),
                ("Konsultant|Jan Kos|Ewa Lis|Jan Kos", "agent:full_name"),
                ("Data wykonania|2025-01-15|2025-01-16|2025-01-16", "executed_at"),
                ("Czas pracy|01:30|00:15|02:00", "duration"), ("Płatne|tak|nie|tak", "billable"),
            ]),
    ]

    @Test(arguments: samples) func tableIsKnownForWhatItIs(_ sample: Sample) throws {
        let proposal = try #require(try propose(sample.columns.map(\.text), file: sample.file))
        #expect(proposal.entity == sample.entity && proposal.language == sample.language)
        #expect(Self.fields(proposal, count: sample.columns.count) == sample.columns.map(\.field))
    }

    /// What is proposed can be written down, read, and bound to the table.
    @Test(arguments: samples) func proposalIsAMappingOfTheTable(_ sample: Sample) throws {
        let rows = Self.rows(sample.columns.map(\.text))
        let table = MemoryTable(sample.file, rows)
        let evidence = Self.evidence(rows)
        let proposal = try recogniser().propose(evidence, file: sample.file)
        let proposed = ProposedMapping(proposal, of: table, evidence: evidence, rows: rows.count - 1)
        guard proposed.missing.isEmpty else { return }
        let (mapping, mistakes) = proposed.mapping()
        #expect(mistakes.map(\.text) == [])
        let file = MappingFile(name: "m.yaml", tables: [try #require(mapping)])
        let bound = try MappingBinder(arguments: [MapArgument(mapping: file)], presets: []).bind([table]).bound[0]
        let names = Set(bound.records[0].shape.columns.map(\.target.name))
        let entity = try #require(Catalog.entity(sample.entity))
        let wanted = sample.columns.compactMap { $0.field?.split(separator: ":").first.map(String.init) }
        #expect(names.isSuperset(of: wanted.flatMap(entity.fieldNames)))
    }

    @Test func everyNewEntityIsHereInTwoLanguages() {
        let known: Set<EntityName> = ["departments", "teams", "agents", "accounts", "contacts", "tickets"]
        let languages = Dictionary(grouping: Self.samples, by: \.entity).mapValues { Set($0.map(\.language)).count }
        for entity in Catalog.entities where !known.contains(entity.name) { #expect(languages[entity.name] == 2) }
    }

    // MARK: Durations

    @Test func numbersWithoutAUnitAreAGuess() throws {
        let base = [
            "Ticket Number|17|18|19", "Agent|Tom Berg|Ewa Lis|Tom Berg",
            "Executed Time|2025-01-15|2025-01-16|2025-01-17",
        ]
        let plain = try propose(base + ["Time Spent|90|15|120"], file: "worklog.csv")
        #expect(plain?.doubtful.map(\.field) == ["duration"])
        let unit: (String) throws -> DurationUnit? = {
            try propose(base + [$0], file: "worklog.csv")?.columns.first { $0.field == "duration" }?.unit
        }
        #expect(try unit("Minutes|90|15|120") == .minutes)
        #expect(try unit("Hours|1.5|0.25|2") == .hours)
        #expect(try unit("Time Spent|1:30|0:15|2:00") == .clock)
    }

    // MARK: Actions

    /// A column over rows of contacts, in nine languages.
    static let actions: [(header: String, words: String, base: [String])] = [
        ("Action", "delete|update|create", ["First Name", "Last Name", "Email"]),
        ("Akcja", "usuń|zmień|dodaj", ["Imię", "Nazwisko", "E-mail"]),
        ("操作", "删除|更新|新增", ["名字", "姓氏", "邮箱"]),
        ("Ação", "excluir|alterar|criar", ["Nome", "Sobrenome", "E-mail"]),
        ("Handling", "slett|endre|opprett", ["Fornavn", "Etternavn", "E-post"]),
        ("Aktion", "löschen|ändern|anlegen", ["Vorname", "Nachname", "E-Mail"]),
        ("Action", "supprimer|modifier|créer", ["Prénom", "Nom", "E-mail"]),
        ("Acción", "eliminar|modificar|crear", ["Nombre", "Apellidos", "Correo electrónico"]),
        ("Azione", "elimina|modifica|crea", ["Nome", "Cognome", "E-mail"]),
    ]

    private static func contacts(_ base: [String]) -> [String] {
        zip(base, ["Ada|Bo|Eva", "Lovelace|Lind|Mazur", "a@x.example|b@x.example|c@x.example"]).map { "\($0)|\($1)" }
    }

    @Test(arguments: actions.indices) func actionsAreRecognised(_ index: Int) throws {
        let (header, words, base) = Self.actions[index]
        let proposal = try #require(try propose(["\(header)|\(words)"] + Self.contacts(base), file: "export.csv"))
        #expect(proposal.entity == "contacts")
        #expect(Self.fields(proposal, count: 4) == ["action", "first_name", "last_name", "email"])
        #expect(proposal.columns.first { $0.field == "action" }?.fitting?.fits == 3)
    }

    @Test func whatIsNoActionIsNoGuessEither() throws {
        for values in ["called back|delete|sent offer", "||", "1|2|3"] {
            let columns = ["Action|\(values)"] + Self.contacts(Self.actions[0].base)
            let proposal = try #require(try propose(columns, file: "export.csv"))
            #expect(proposal.unknown == [0] && proposal.doubtful.isEmpty, "\(values)")
        }
    }

    @Test func aBulkEditNeedsNothingButAKey() throws {
        let columns = ["Ticket number|17|18|19", "Status|Closed|Open|Closed", "Action|update|update|delete"]
        let rows = Self.rows(columns)
        let evidence = Self.evidence(rows)
        let proposal = try recogniser().propose(evidence, file: "tickets.csv")
        let proposed = ProposedMapping(
            proposal, of: MemoryTable("tickets.csv", rows), evidence: evidence, rows: 3)
        #expect(proposed.entity?.name == "tickets" && proposed.missing == [] && proposed.isSure)
        #expect(proposed.mapping().mapping?.records[0].keys == [["number"]])
    }

    // MARK: -

    private func recogniser() throws -> HeaderRecogniser { HeaderRecogniser(try MappingAccuracy.book.get()) }

    private func propose(_ columns: [String], file: String) throws -> TableProposal? {
        try recogniser().propose(Self.evidence(Self.rows(columns)), file: file)
    }

    /// The header and the rows of columns that are written with strokes.
    private static func rows(_ columns: [String]) -> [[String]] {
        let cells = columns.map { $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init) }
        return cells[0].indices.map { row in cells.map { $0[row] } }
    }

    private static func evidence(_ rows: [[String]]) -> [ColumnEvidence] {
        let collector = EvidenceCollector(header: rows[0])
        let batch = RowBatch()
        batch.fill(Array(rows.dropFirst()))
        collector.add(batch)
        return collector.evidence
    }

    /// Column by column; nil for one that is not proposed.
    private static func fields(_ proposal: TableProposal, count: Int) -> [String?] {
        (0..<count).map { index in
            proposal.columns.first { $0.column == index }.map { column in
                column.field + (column.referenceKey.map { ":" + $0 } ?? "")
            }
        }
    }
}
