use super::LONGEST;

/// Letters of each alphabet; a letter is its place, from 1.
const ARABIC_LETTERS: [char; 37] = [
    'ا', 'ب', 'ة', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ع',
    'غ', 'ف', 'ق', 'ك', 'ل', 'م', 'ن', 'ه', 'و', 'ى', 'ي', 'ء', 'ئ', 'ؤ', 'پ', 'چ', 'ڤ', 'گ',
];

pub(super) const ARABIC: usize = ARABIC_LETTERS.len();
pub(super) const LATIN: usize = 26;

/// The letters of a name as numbers from 1, and where its words begin.
#[derive(Debug, Clone)]
pub(super) struct Folded {
    letters: [u8; LONGEST],
    len: usize,
    /// A bit for each letter that begins a word, and for the end.
    edges: u64,
}

impl Folded {
    /// Alef forms as one letter.
    pub(super) fn arabic(name: &str) -> Self {
        Self::collect(name, |c| {
            let plain = match c {
                'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
                c => c,
            };
            ARABIC_LETTERS.iter().position(|&letter| letter == plain).into_iter()
        })
    }

    /// Accents off, lower case, without an English article before other words.
    pub(super) fn latin(name: &str) -> Self {
        let name = name.strip_prefix("The ").unwrap_or(name);
        Self::collect(name, |c| plain_latin(c).map(|letter| usize::from(letter - b'a')))
    }

    fn collect<P: Iterator<Item = usize>>(name: &str, places: impl Fn(char) -> P) -> Self {
        let mut folded = Self { letters: [0; LONGEST], len: 0, edges: 1 };
        for c in name.chars() {
            if matches!(c, ' ' | '-') {
                folded.edges |= 1 << folded.len;
            }
            for (slot, place) in folded.letters.iter_mut().skip(folded.len).zip(places(c)) {
                *slot = place as u8 + 1;
                folded.len += 1;
            }
        }
        folded.edges |= 1 << folded.len;
        folded
    }

    /// Letter before the one at `at`; 0 at the edge of a word.
    pub(super) fn before(&self, at: usize) -> u8 {
        if self.edges >> at & 1 == 1 { 0 } else { self.letters[at - 1] }
    }

    /// Letter at `at`; 0 at the edge of a word.
    pub(super) fn after(&self, at: usize) -> u8 {
        if self.edges >> at & 1 == 1 { 0 } else { self.letters[at] }
    }

    /// This name and another after it, with or without a space between; `None` if both together
    /// are too long.
    pub(super) fn and(&self, other: &Self, space: bool) -> Option<Self> {
        let len = self.len + other.len;
        let mut both = Self { len, ..self.clone() };
        both.letters.get_mut(self.len..len)?.copy_from_slice(other.letters());
        both.edges |= other.edges << self.len;
        if !space {
            both.edges &= !(1 << self.len);
        }
        Some(both)
    }

    /// Whether a Latin name is neither twice as long as this one and more, nor less than half.
    pub(super) fn may_be(&self, latin: &Self) -> bool {
        latin.len <= 2 * self.len + 2 && self.len <= 2 * latin.len
    }

    pub(super) fn letters(&self) -> &[u8] {
        self.letters.get(..self.len).unwrap_or_default()
    }
}

/// The letters of a word as the speller counts them: forms of alef apart; `None` if it has others
/// than Arabic letters, marks and tatweel.
pub(super) fn spelled_letters(word: &str) -> Option<Vec<u8>> {
    let letter = |c: char| {
        let forms = ARABIC_LETTERS.iter().chain(&ALEF_FORMS);
        forms.into_iter().position(|&letter| letter == c).map(|place| place as u8 + 1)
    };
    let is_mark = |c: char| matches!(c, '\u{0640}' | '\u{064B}'..='\u{0652}' | '\u{0670}');
    word.chars().filter(|&c| !is_mark(c)).map(letter).collect()
}

const ALEF_FORMS: [char; 4] = ['أ', 'إ', 'آ', 'ٱ'];

/// With a large first letter.
pub(super) fn title_case(letters: impl Iterator<Item = char>) -> String {
    letters.enumerate().map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c }).collect()
}

/// The letters a–z of a name: accents off, small.
pub fn plain_latin_letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().flat_map(plain_latin).map(char::from)
}

/// The letters a–z that stand for `c`.
fn plain_latin(c: char) -> impl Iterator<Item = u8> {
    let plain: &[u8] = match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ạ' => b"a",
        'æ' | 'Æ' => b"ae",
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' | 'ĉ' | 'Ĉ' => b"c",
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ð' | 'Ð' | 'ḍ' | 'Ḍ' => b"d",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ė' | 'Ė' | 'ę' | 'Ę' | 'ě' | 'Ě' => b"e",
        'ğ' | 'Ğ' | 'ģ' | 'Ģ' | 'ġ' | 'Ġ' => b"g",
        'ħ' | 'Ħ' | 'ḥ' | 'Ḥ' | 'ḩ' | 'Ḩ' => b"h",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'į' | 'Į' | 'ı' | 'İ' => b"i",
        'ķ' | 'Ķ' => b"k",
        'ł' | 'Ł' | 'ľ' | 'Ľ' | 'ļ' | 'Ļ' | 'ĺ' | 'Ĺ' => b"l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' | 'ņ' | 'Ņ' => b"n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' => b"o",
        'œ' | 'Œ' => b"oe",
        'ř' | 'Ř' | 'ŕ' | 'Ŕ' => b"r",
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' | 'ș' | 'Ș' | 'ṣ' | 'Ṣ' => b"s",
        'ß' => b"ss",
        'ť' | 'Ť' | 'ţ' | 'Ţ' | 'ț' | 'Ț' | 'ṭ' | 'Ṭ' => b"t",
        'þ' | 'Þ' => b"th",
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' | 'ų' | 'Ų' => b"u",
        'ŵ' | 'Ŵ' => b"w",
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => b"y",
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' | 'ẓ' | 'Ẓ' => b"z",
        _ => b"",
    };
    let ascii = c.is_ascii_alphabetic().then(|| c.to_ascii_lowercase() as u8);
    plain.iter().copied().chain(ascii)
}
