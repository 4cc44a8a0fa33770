/// Rows as help desks export them, in nine languages: names, towns, statuses and subjects put together at random, but
/// always the same for the same seed.
struct HelpdeskRows {
    let language: String
    let header: String
    let firstNames: [String]
    let lastNames: [String]
    let cities: [String]
    let statuses: [String]
    let subjects: [String]

    /// A CSV text of so many rows behind its header.
    func text(rows: Int, seed: UInt64, delimiter: String = ";") -> String {
        var random = SplitMix(seed: seed)
        var text = header.replacing(";", with: delimiter) + "\r\n"
        for row in 1...rows {
            let cells = [
                "\(1000 + row)", "\(random.pick(firstNames)) \(random.pick(lastNames))", random.pick(cities),
                "user\(random.next() % 5000)@example.com", random.pick(statuses), random.pick(subjects),
            ]
            text += cells.joined(separator: delimiter) + "\r\n"
        }
        return text
    }

    static let all = [english, polish, chinese, portuguese, norwegian, german, french, spanish, italian]

    static let english = HelpdeskRows(
        language: "en", header: "Ticket;Contact;City;Email;Status;Subject",
        firstNames: ["John", "Mary", "Renée", "Siân", "Chloë", "Peter", "Zoë", "Sinéad", "Oliver", "Grace"],
        lastNames: [
            "Smith", "O’Brien", "Müller", "Jones", "Brontë", "Taylor", "Núñez", "Walker", "O’Connor", "Fiancé",
        ],
        cities: ["London", "San José", "Manchester", "Cañon City", "Leeds", "Montréal", "Dublin", "Zürich"],
        statuses: ["Open", "Closed", "On hold", "Escalated"],
        subjects: [
            "Can’t log in – password expired", "The printer doesn’t work", "Refund of €25 still missing",
            "Invoice “2024-117” is wrong", "Customer isn’t happy – please call back", "Price is £40, not £45",
            "Résumé upload fails", "It’s slow again",
        ])

    static let polish = HelpdeskRows(
        language: "pl", header: "Numer;Imię i nazwisko;Miasto;E-mail;Stan;Temat zgłoszenia",
        firstNames: ["Anna", "Jędrzej", "Wacław", "Zdzisław", "Krzysztof", "Radosław", "Świętosława", "Łucjan"],
        lastNames: ["Nowak", "Wąsik", "Gąsiorowski", "Błaszczyk", "Kołodziej", "Świątek", "Sobczyńska", "Żmuda"],
        cities: ["Warszawa", "Łomża", "Świdnica", "Tarnów", "Wałbrzych", "Ełk", "Ostrołęka", "Żywiec"],
        statuses: ["Otwarte", "Zamknięte", "Wstrzymane", "Oczekuje na odpowiedź"],
        subjects: [
            "Nie mogę się zalogować do systemu", "Drukarka przestała działać", "Brak faktury za październik",
            "Prośba o zwrot pieniędzy", "Wolne łącze w siedzibie", "Uszkodzona przesyłka", "Zmiana adresu wysyłki",
            "Skąd pobrać najnowszą wersję?",
        ])

    static let chinese = HelpdeskRows(
        language: "zh", header: "编号;联系人;城市;邮箱;状态;主题",
        firstNames: ["伟", "秀英", "娜", "敏", "静", "丽丽", "强", "磊", "洋", "艳"],
        lastNames: ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"],
        cities: ["北京", "上海", "广州", "深圳", "杭州", "成都", "西安", "哈尔滨"],
        statuses: ["已打开", "已关闭", "等待客户回复", "处理中"],
        subjects: [
            "打印机无法连接", "登录时提示密码错误", "申请退款，订单尚未发货", "系统升级后页面变慢",
            "如何修改收货地址？", "发票金额不正确", "请尽快联系我", "软件安装失败",
        ])

    static let portuguese = HelpdeskRows(
        language: "pt", header: "Número;Nome do contato;Cidade;E-mail;Situação;Assunto",
        firstNames: ["Thaís", "Otávio", "Letícia", "Ângela", "Fabrício", "Júlia", "Cauã", "Pedro"],
        lastNames: ["Silva", "Brandão", "Guimarães", "Sá", "Assunção", "Leitão", "Nóbrega", "Corrêa"],
        cities: ["Rio de Janeiro", "Maringá", "Jundiaí", "Vitória", "Cuiabá", "Santarém", "Macapá", "Foz do Iguaçu"],
        statuses: ["Aberto", "Concluído", "Em espera", "Aguardando aprovação"],
        subjects: [
            "Não consigo acessar o sistema", "A impressora não está funcionando", "Cobrança em duplicidade no cartão",
            "Pedido não chegou até hoje", "Alteração de endereço de entrega", "Lentidão na conexão",
            "Dúvidas sobre a fatura de março", "Instalação do programa",
        ])

    static let norwegian = HelpdeskRows(
        language: "nb", header: "Nummer;Kontakt;Sted;E-post;Tilstand;Emne på saken",
        firstNames: ["Ragnhild", "Gøran", "Bjørg", "Håvard", "Åshild", "Jørn", "Marit", "Østen"],
        lastNames: ["Hansen", "Bjørklund", "Måseide", "Sæther", "Bøe", "Lønning", "Strømme", "Åsheim"],
        cities: ["Oslo", "Tønsberg", "Ås", "Mosjøen", "Harstad", "Hammerfest", "Måløy", "Sandefjord"],
        statuses: ["Åpen", "Lukket", "På vent", "Løst"],
        subjects: [
            "Får ikke logget inn", "Skriveren svarer ikke på nettverket", "Ønsker refusjon for ordren",
            "Feil beløp på fakturaen", "Når blir problemet løst?", "Trenger hjelp så snart som mulig",
            "Bytte av leveringsadresse", "Treg forbindelse på kontoret",
        ])

    static let german = HelpdeskRows(
        language: "de", header: "Nummer;Ansprechpartner;Ort;E-Mail;Zustand;Betreff der Störung",
        firstNames: ["Jürgen", "Bärbel", "Sören", "Anke", "Götz", "Ursula", "Thorsten", "Käthe"],
        lastNames: ["Schmidt", "Möller", "Kühn", "Strauß", "Bräuer", "Lüttke", "Hößl", "Wagner"],
        cities: ["Berlin", "Tübingen", "Köthen", "Gießen", "Lörrach", "Mönchengladbach", "Füssen", "Hamburg"],
        statuses: ["Offen", "Geschlossen", "Zurückgestellt", "Gelöst"],
        subjects: [
            "Anmeldung nicht möglich", "Drucker lässt sich nicht ansprechen", "Rückfrage zur Rechnung über 40 €",
            "Gerät wurde beschädigt geliefert", "Passwort zurücksetzen", "Bitte um schnelle Lösung",
            "Änderung der Lieferanschrift", "Verbindung bricht ständig ab",
        ])

    static let french = HelpdeskRows(
        language: "fr", header: "Numéro;Interlocuteur;Ville;Courriel;État;Sujet de la demande",
        firstNames: ["Éloïse", "Grégory", "Maëlle", "Jean-François", "Agnès", "Médéric", "Lucie", "Rémi"],
        lastNames: ["Dupont", "Béranger", "Lenôtre", "Crépin", "Héraud", "Bœuf", "Maréchal", "Garçon"],
        cities: ["Paris", "Châteauroux", "Angoulême", "Mâcon", "Épinal", "Fréjus", "Périgueux", "Thonon"],
        statuses: ["Ouvert", "Fermé", "En attente", "Résolu"],
        subjects: [
            "Impossible de se connecter à mon compte", "L’imprimante ne répond plus",
            "Remboursement non reçu à ce jour",
            "Erreur sur la facture de février", "Colis abîmé à la livraison", "Où télécharger la mise à jour ?",
            "Modification des coordonnées", "Réseau très lent au siège",
        ])

    static let spanish = HelpdeskRows(
        language: "es", header: "Número;Contacto;Ciudad;Correo;Situación;Asunto",
        firstNames: ["Inés", "Joaquín", "Belén", "Óscar", "Nuria", "Moisés", "Rocío", "Tomás"],
        lastNames: ["Ruiz", "Cañizares", "Gutiérrez", "Peñalver", "Ordóñez", "Marín", "Velázquez", "Martí"],
        cities: ["Madrid", "Almería", "Castellón", "Mérida", "Alcalá", "Gijón", "Jaén", "Logroño"],
        statuses: ["Abierta", "Cerrada", "En espera", "En tramitación"],
        subjects: [
            "No puedo iniciar sesión", "La impresora dejó de funcionar", "Devolución del importe todavía pendiente",
            "¿Cómo cambio la dirección de envío?", "Factura errónea del mes pasado", "Conexión lenta en la oficina",
            "El técnico no llegó a tiempo", "Petición de ampliación",
        ])

    static let italian = HelpdeskRows(
        language: "it", header: "Numero;Referente;Città;Posta;Stato;Oggetto",
        firstNames: ["Niccolò", "Beatrice", "Rosalìa", "Giosuè", "Marco", "Mosè", "Elena", "Noè"],
        lastNames: ["Rossi", "Cantù", "Viganò", "Bianchi", "Cirilli", "Donà", "Salò", "Fascì"],
        cities: ["Roma", "Forlì", "Cefalù", "Milano", "Nardò", "Santhià", "Torino", "Agliè"],
        statuses: ["Aperta", "Chiusa", "In attesa", "Verrà riaperta"],
        subjects: [
            "Non è possibile accedere al conto", "La stampante non funziona più", "Il rimborso non è ancora arrivato",
            "Perché la fattura è sbagliata?", "La qualità della linea è pessima",
            "Modifica della modalità di pagamento",
            "Il pacco è arrivato danneggiato", "Novità sulla mia richiesta?",
        ])
}

/// Random numbers that are the same on every machine.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[Int(next() % UInt64(elements.count))] }
}
