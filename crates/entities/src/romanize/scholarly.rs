//! The schemes of libraries and journals, word by word.

use super::Scheme;

pub(super) fn write(text: &str, scheme: Scheme) -> String {
    let letters: Vec<char> = text.chars().filter(|&c| c != TATWEEL).collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let word = letters[at..].iter().take_while(|&&c| is_arabic(c)).count();
        if word == 0 {
            out.push(sign(letters[at]));
            at += 1;
        } else {
            write_word(&letters[at..at + word], scheme, &mut out);
            at += word;
        }
    }
    out
}

const TATWEEL: char = '\u{0640}';
const SHADDA: char = '\u{0651}';
const SUKUN: char = '\u{0652}';

fn is_arabic(c: char) -> bool {
    matches!(c, 'ء'..='غ' | 'ف'..='\u{0652}' | '\u{0670}' | 'ٱ' | 'پ' | 'چ' | 'ڤ' | 'گ')
}

/// Digits and signs as Latin text has them.
fn sign(c: char) -> char {
    match c {
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '،' => ',',
        '؛' => ';',
        '؟' => '?',
        c => c,
    }
}

fn write_word(word: &[char], scheme: Scheme, out: &mut String) {
    let mut at = 0;
    let article = word.len() > 3 && matches!(word[..2], ['ا' | 'ٱ', 'ل']);
    if article {
        out.push_str("al-");
        at = 2;
    }
    let start = at;
    while let Some(&letter) = word.get(at) {
        let doubled = word[at + 1..].iter().take_while(|&&c| is_mark(c)).any(|&c| c == SHADDA);
        let place = Place { word, at, start };
        let written = place.written(letter, scheme);
        out.push_str(written);
        // Of a letter that the article assimilates, the second half is written already.
        if doubled && !is_mark(letter) && !(article && at == start) {
            out.push_str(written);
        }
        at += 1;
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{0652}' | '\u{0670}')
}

/// A letter in its word.
struct Place<'w> {
    word: &'w [char],
    at: usize,
    start: usize,
}

impl Place<'_> {
    fn written(&self, letter: char, scheme: Scheme) -> &'static str {
        match letter {
            'ا' | 'ٱ' if self.at == 0 => self.first_alef(),
            'ا' | 'ٱ' | '\u{0670}' => "ā",
            'أ' if self.at == 0 => self.first_hamza("a", 'و', scheme),
            'إ' if self.at == 0 => self.first_hamza("i", 'ي', scheme),
            'آ' if self.at == self.start => "ā",
            'آ' => match scheme {
                Scheme::AlaLc => "ʼā",
                _ => "ʾā",
            },
            'ء' | 'أ' | 'إ' | 'ؤ' | 'ئ' => match scheme {
                Scheme::AlaLc => "ʼ",
                _ => "ʾ",
            },
            'ع' => match scheme {
                Scheme::AlaLc => "ʻ",
                _ => "ʿ",
            },
            'ة' => match scheme {
                Scheme::Iso233 => "ẗ",
                Scheme::Ijmes if self.before() == Some('\u{064E}') => "",
                Scheme::Ijmes => "a",
                _ => "h",
            },
            'ى' => match scheme {
                Scheme::Iso233 => "ỳ",
                Scheme::Ijmes => "ā",
                _ => "á",
            },
            'و' if scheme != Scheme::Iso233 && self.is_long_vowel() => "ū",
            'ي' if scheme != Scheme::Iso233 && self.is_long_vowel() => "ī",
            '\u{064E}' if self.next().is_some_and(|c| matches!(c, 'ا' | 'ى' | '\u{0670}')) => "",
            '\u{064F}' if self.next() == Some('و') && self.at + 2 >= self.word.len() => "",
            '\u{064F}' if self.next() == Some('و') && self.vowel_follows() => "",
            '\u{0650}' if self.next() == Some('ي') && self.vowel_follows() => "",
            '\u{064B}' => "an",
            '\u{064C}' => "un",
            '\u{064D}' => "in",
            '\u{064E}' => "a",
            '\u{064F}' => "u",
            '\u{0650}' => "i",
            SHADDA | SUKUN => "",
            letter => consonant(letter, scheme),
        }
    }

    /// The alef that only bears a vowel: the one a mark tells, or the most frequent one.
    fn first_alef(&self) -> &'static str {
        match self.next() {
            Some('\u{064E}' | '\u{064F}' | '\u{0650}') => "",
            _ => "a",
        }
    }

    /// The vowel that the alef bears, if it is not written after it: by a mark or, in أوروبا, as a
    /// long one.
    fn first_hamza(&self, vowel: &'static str, long: char, scheme: Scheme) -> &'static str {
        match self.next() {
            Some('\u{064E}' | '\u{064F}' | '\u{0650}') => "",
            Some(next) if next == long && scheme != Scheme::Iso233 => "",
            _ => vowel,
        }
    }

    fn next(&self) -> Option<char> {
        self.word.get(self.at + 1).copied()
    }

    fn before(&self) -> Option<char> {
        self.word[self.start..self.at].last().copied()
    }

    /// Whether the long vowel after this short one is one: no vowel of its own follows it.
    fn vowel_follows(&self) -> bool {
        let after = self.word.get(self.at + 2);
        after.is_none_or(|&c| !is_mark(c) && !matches!(c, 'ا' | 'ى'))
    }

    /// Whether و or ي is a vowel: between consonants or at the end, and without a mark of its own.
    fn is_long_vowel(&self) -> bool {
        let is_vowel = |c: char| matches!(c, 'ا' | 'و' | 'ي' | 'ى' | 'آ' | 'ة');
        let before = match self.before() {
            None => return false,
            Some('\u{064F}' | '\u{0650}') => true,
            Some(c) => !is_vowel(c) && !is_mark(c) || c == SHADDA,
        };
        before && self.next().is_none_or(|c| !is_vowel(c) && !is_mark(c))
    }
}

fn consonant(letter: char, scheme: Scheme) -> &'static str {
    let [iso, others] = match letter {
        'ب' => ["b", "b"],
        'ت' => ["t", "t"],
        'ث' => ["ṯ", "th"],
        'ج' => ["ǧ", "j"],
        'ح' => ["ḥ", "ḥ"],
        'خ' => ["ẖ", "kh"],
        'د' => ["d", "d"],
        'ذ' => ["ḏ", "dh"],
        'ر' => ["r", "r"],
        'ز' => ["z", "z"],
        'س' => ["s", "s"],
        'ش' => ["š", "sh"],
        'ص' => ["ṣ", "ṣ"],
        'ض' => ["ḍ", "ḍ"],
        'ط' => ["ṭ", "ṭ"],
        'ظ' => ["ẓ", "ẓ"],
        'غ' => ["ġ", "gh"],
        'ف' => ["f", "f"],
        'ق' => ["q", "q"],
        'ك' => ["k", "k"],
        'ل' => ["l", "l"],
        'م' => ["m", "m"],
        'ن' => ["n", "n"],
        'ه' => ["h", "h"],
        'و' => ["w", "w"],
        'ي' => ["y", "y"],
        'پ' => ["p", "p"],
        'چ' => ["č", "ch"],
        'ڤ' => ["v", "v"],
        'گ' => ["g", "g"],
        _ => ["", ""],
    };
    if scheme == Scheme::Iso233 { iso } else { others }
}
