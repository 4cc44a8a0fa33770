/// Words from which `LetterModel` learns how the letters of a language follow one another. Every word has a letter
/// that ASCII lacks. Taken by frequency from interface texts and from the Unicode locale data; names and towns added.
enum SampleWords {
    /// The words of each language by its code.
    static let byLanguage: [String: String] = [
        "en": english, "pl": polish, "pt": portuguese, "nb": norwegian, "de": german, "fr": french, "es": spanish,
        "it": italian, "cs": czech, "sk": slovak, "hu": hungarian, "ro": romanian, "hr": croatian, "sl": slovenian,
        "sv": swedish, "da": danish, "fi": finnish, "nl": dutch, "is": icelandic, "et": estonian, "lv": latvian,
        "lt": lithuanian, "tr": turkish, "ca": catalan, "ru": russian, "uk": ukrainian, "bg": bulgarian,
        "sr": serbian, "el": greek, "he": hebrew, "ar": arabic,
    ]
}
