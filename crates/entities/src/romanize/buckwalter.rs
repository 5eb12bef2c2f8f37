/// A letter or mark, and its character in both schemes.
const LETTERS: [(char, char, char); 51] = [
    ('ء', '\'', 'C'),
    ('آ', '|', 'M'),
    ('أ', '>', 'O'),
    ('ؤ', '&', 'W'),
    ('إ', '<', 'I'),
    ('ئ', '}', 'Q'),
    ('ا', 'A', 'A'),
    ('ب', 'b', 'b'),
    ('ة', 'p', 'p'),
    ('ت', 't', 't'),
    ('ث', 'v', 'v'),
    ('ج', 'j', 'j'),
    ('ح', 'H', 'H'),
    ('خ', 'x', 'x'),
    ('د', 'd', 'd'),
    ('ذ', '*', 'V'),
    ('ر', 'r', 'r'),
    ('ز', 'z', 'z'),
    ('س', 's', 's'),
    ('ش', '$', 'c'),
    ('ص', 'S', 'S'),
    ('ض', 'D', 'D'),
    ('ط', 'T', 'T'),
    ('ظ', 'Z', 'Z'),
    ('ع', 'E', 'E'),
    ('غ', 'g', 'g'),
    ('ف', 'f', 'f'),
    ('ق', 'q', 'q'),
    ('ك', 'k', 'k'),
    ('ل', 'l', 'l'),
    ('م', 'm', 'm'),
    ('ن', 'n', 'n'),
    ('ه', 'h', 'h'),
    ('و', 'w', 'w'),
    ('ى', 'Y', 'Y'),
    ('ي', 'y', 'y'),
    // Tatweel.
    ('\u{0640}', '_', '_'),
    // Fathatan, dammatan, kasratan.
    ('\u{064B}', 'F', 'F'),
    ('\u{064C}', 'N', 'N'),
    ('\u{064D}', 'K', 'K'),
    // Fatha, damma, kasra.
    ('\u{064E}', 'a', 'a'),
    ('\u{064F}', 'u', 'u'),
    ('\u{0650}', 'i', 'i'),
    // Shadda, sukun, superscript alef.
    ('\u{0651}', '~', '~'),
    ('\u{0652}', 'o', 'o'),
    ('\u{0670}', '`', 'e'),
    ('ٱ', '{', 'L'),
    ('پ', 'P', 'P'),
    ('چ', 'J', 'J'),
    ('ڤ', 'V', 'B'),
    ('گ', 'G', 'G'),
];

pub(super) fn write(text: &str, safe: bool) -> String {
    let written = |c: char| {
        let row = LETTERS.iter().find(|row| row.0 == c);
        row.map_or(c, |row| if safe { row.2 } else { row.1 })
    };
    text.chars().map(written).collect()
}

/// The Arabic text that [`super::Scheme::Buckwalter`] writes as `text`, character for character. The
/// scheme uses letters and signs of ASCII: Latin words of the Arabic text do not come back.
#[must_use]
pub fn from_buckwalter(text: &str) -> String {
    text.chars().map(|c| LETTERS.iter().find(|row| row.1 == c).map_or(c, |row| row.0)).collect()
}

/// The Arabic text that [`super::Scheme::SafeBuckwalter`] writes as `text`; see [`from_buckwalter`].
#[must_use]
pub fn from_safe_buckwalter(text: &str) -> String {
    text.chars().map(|c| LETTERS.iter().find(|row| row.2 == c).map_or(c, |row| row.0)).collect()
}
