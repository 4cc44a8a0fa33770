import HelpDesk

/// Codes of ISO 639, and names people write instead.
enum LanguageNames {
    static func isCode(_ code: String) -> Bool { twoLetters.contains(code) || threeLetters.contains(code) }

    /// ISO 639-1, complete.
    private static let twoLetters = Set(
        """
        aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el \
        en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu \
        ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na \
        nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn \
        so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
        """.split(separator: " ").map(String.init))

    /// Of ISO 639-3: living languages that software is translated into and that have no shorter code, and the
    /// three-letter codes of the languages below.
    private static let threeLetters = Set(
        """
        ast bem ber bho brx ceb chr ckb csb doi dsb fil fur fuv gsw haw hne hsb ilo kab kmr kok ksh lmo lzh mai mni \
        mnw mos nap nds nso nqo pap pcm rom sah sat scn shn shs smj smn sma sms szl syr tcy tig tok tzm vec wae wal \
        yue zgh und mul \
        eng pol zho por nor nob nno deu fra spa ita nld swe dan fin ces slk hun ron bul hrv srp slv ell tur rus ukr \
        jpn kor ara heb hin tha vie ind
        """.split(separator: " ").map(String.init))

    /// Caseless names to codes.
    static let codes: [String: String] = {
        var found: [String: String] = [:]
        for (code, names) in names {
            for name in names { found[KeyNormalizer.caselessForm(name)] = code }
        }
        return found
    }()

    private static let names: KeyValuePairs<String, [String]> = [
        "en": ["English"],
        "en-US": ["English (United States)", "English (US)", "US English", "American English"],
        "en-GB": ["English (United Kingdom)", "English (UK)", "UK English", "British English"],
        "pl": ["Polish", "Polski", "Język polski"],
        "zh": ["Chinese", "中文", "汉语", "漢語", "华语", "Mandarin"],
        "zh-Hans": ["Chinese (Simplified)", "Simplified Chinese", "简体中文", "中文(简体)"],
        "zh-Hant": ["Chinese (Traditional)", "Traditional Chinese", "繁體中文", "中文(繁體)"],
        "pt": ["Portuguese", "Português"],
        "pt-BR": [
            "Portuguese (Brazil)", "Portuguese (Brazilian)", "Brazilian Portuguese", "Português (Brasil)",
            "Português do Brasil", "Português brasileiro",
        ],
        "pt-PT": ["Portuguese (Portugal)", "European Portuguese", "Português (Portugal)"],
        "no": ["Norwegian", "Norsk"],
        "nb": ["Norwegian Bokmål", "Norwegian (Bokmål)", "Norwegian Bokmal", "Bokmål", "Norsk bokmål"],
        "nn": ["Norwegian Nynorsk", "Norwegian (Nynorsk)", "Nynorsk", "Norsk nynorsk"],
        "de": ["German", "Deutsch"],
        "fr": ["French", "Français", "Francais"],
        "es": ["Spanish", "Español", "Espanol", "Castellano", "Castilian"],
        "it": ["Italian", "Italiano"],
        "nl": ["Dutch", "Nederlands", "Flemish"],
        "sv": ["Swedish", "Svenska"],
        "da": ["Danish", "Dansk"],
        "fi": ["Finnish", "Suomi"],
        "cs": ["Czech", "Čeština", "Česky"],
        "sk": ["Slovak", "Slovenčina", "Slovensky"],
        "hu": ["Hungarian", "Magyar"],
        "ro": ["Romanian", "Română"],
        "bg": ["Bulgarian", "Български"],
        "hr": ["Croatian", "Hrvatski"],
        "sr": ["Serbian", "Srpski", "Српски"],
        "sl": ["Slovenian", "Slovene", "Slovenščina"],
        "el": ["Greek", "Ελληνικά"],
        "tr": ["Turkish", "Türkçe"],
        "ru": ["Russian", "Русский"],
        "uk": ["Ukrainian", "Українська"],
        "lt": ["Lithuanian", "Lietuvių"],
        "lv": ["Latvian", "Latviešu"],
        "et": ["Estonian", "Eesti"],
        "ca": ["Catalan", "Català"],
        "ja": ["Japanese", "日本語"],
        "ko": ["Korean", "한국어"],
        "ar": ["Arabic", "العربية"],
        "he": ["Hebrew", "עברית"],
        "hi": ["Hindi", "हिन्दी"],
        "th": ["Thai", "ไทย"],
        "vi": ["Vietnamese", "Tiếng Việt"],
        "id": ["Indonesian", "Bahasa Indonesia"],
    ]
}
