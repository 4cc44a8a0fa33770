/// Surnames of two characters; all others have one.
enum EastAsianSurnames {
    /// Chinese, in simplified and traditional characters.
    ///
    /// Source: the compound surnames of the *Hundred Family Surnames* (百家姓) that are still borne. Left out are those
    /// that begin like a frequent name of one character (段干, 宗政, 乐正, 谷梁): they would be wrong more often than right.
    static let han = Set(
        """
        欧阳 歐陽 太史 端木 上官 司马 司馬 东方 東方 独孤 獨孤 南宫 南宮 万俟 闻人 聞人 夏侯 诸葛 諸葛 尉迟 尉遲 公羊 赫连 赫連 \
        澹台 澹臺 皇甫 濮阳 濮陽 公冶 太叔 申屠 公孙 公孫 慕容 仲孙 仲孫 钟离 鍾離 鐘離 长孙 長孫 宇文 司徒 鲜于 鮮于 司空 \
        闾丘 閭丘 子车 子車 亓官 司寇 巫马 巫馬 公西 颛孙 顓孫 壤驷 壤駟 公良 漆雕 拓跋 夹谷 夾谷 轩辕 軒轅 令狐 百里 呼延 \
        东郭 東郭 南门 南門 羊舌 微生 梁丘 左丘 西门 西門 第五 南荣 南榮 东里 東里 达奚 達奚 纳兰 納蘭 完颜 完顏 耶律
        """.split(separator: " ").map(Array.init))

    /// Korean: those that hardly ever are a name of one syllable and the first one of a given name.
    ///
    /// Source: the surnames of two syllables in the census of the Republic of Korea, 2015.
    static let hangul = Set("남궁 제갈 사공 선우 서문 독고 동방 망절".split(separator: " ").map(Array.init))

    /// 황 is frequent, so 황보라 is 황 + 보라; with four syllables it is 황보.
    static let longHangul = Set("황보".split(separator: " ").map(Array.init))
}
