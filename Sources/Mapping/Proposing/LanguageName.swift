/// The names of the languages that labels are recognised in.
enum LanguageName {
    static func english(_ code: String) -> String {
        switch code {
        case "en": "English"
        case "pl": "Polish"
        case "zh-CN": "Chinese"
        case "pt-BR": "Portuguese"
        case "nb": "Norwegian"
        case "de": "German"
        case "fr": "French"
        case "es": "Spanish"
        case "it": "Italian"
        default: code
        }
    }
}
