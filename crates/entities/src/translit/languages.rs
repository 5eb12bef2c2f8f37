//! Which languages a word of a name is likely of, by its Latin letters.

mod trainer;

use std::sync::LazyLock;

use super::known::KnownWords;
pub use trainer::train_languages;

static LEARNED: &[u8] = include_bytes!("../../data/languages.bin");

const MAGIC: &[u8; 4] = b"WQN1";
/// Languages, or groups of some that write alike; one more has no letters of its own.
pub(super) const LANGUAGES: usize = 32;
/// Languages by their codes (ISO 639-1; af: African ones of any kind, gr: Greek).
const GROUPS: [Group; LANGUAGES - 1] = [
    Group::plain(&["en", "ga"]),
    Group::accented(&["fr"]),
    Group::accented(&["de"]),
    Group::accented(&["nl"]),
    Group::accented(&["da", "no", "sv"]),
    Group::accented(&["is"]),
    Group::accented(&["et", "fi"]),
    Group::accented(&["lt", "lv"]),
    Group::accented(&["es", "ca", "eu", "tl"]),
    Group::accented(&["pt"]),
    Group::accented(&["it"]),
    Group::accented(&["ro"]),
    Group::accented(&["hu"]),
    Group::accented(&["pl"]),
    Group::accented(&["cs", "sk"]),
    Group::accented(&["bs", "hr", "sl", "sr"]),
    Group::plain(&["be", "bg", "kk", "mk", "ru", "uk", "uz"]),
    Group::plain(&["hy", "ka"]),
    Group::plain(&["el", "gr"]),
    Group::accented(&["az", "tr"]),
    Group::plain(&["fa"]),
    Group::plain(&["ps", "ur"]),
    Group::plain(&["bn", "hi", "ne", "pa", "si", "ta"]),
    Group::plain(&["zh"]),
    Group::plain(&["ja"]),
    Group::plain(&["ko"]),
    Group::accented(&["vi"]),
    Group::plain(&["th"]),
    Group::plain(&["id", "ms"]),
    Group::plain(&["he"]),
    Group::accented(&[
        "af", "ak", "am", "ha", "ig", "ln", "rw", "sn", "so", "sw", "wo", "xh", "yo", "zu",
    ]),
];

/// Languages whose names are written alike.
#[derive(Debug)]
struct Group {
    codes: &'static [&'static str],
    /// Whether Latin letters with accents are among theirs.
    accents: bool,
}

impl Group {
    const fn accented(codes: &'static [&'static str]) -> Self {
        Self { codes, accents: true }
    }

    const fn plain(codes: &'static [&'static str]) -> Self {
        Self { codes, accents: false }
    }
}

/// Whether names of a language may have accents in Latin letters.
pub(super) fn has_accents(language: usize) -> bool {
    GROUPS.get(language).is_none_or(|group| group.accents)
}

/// Rows of the table of three letters in a row.
const ROWS: usize = 1 << 13;
/// Bytes of a row: a level of four bits for each language.
const ROW: usize = LANGUAGES / 2;
/// Level of what is as likely in a language as in all.
const EVEN: i8 = 8;
/// How much likelier a word is in a language that has it as a name, in levels.
const BORNE: i8 = 16;

/// How much likelier a word is in each language than in all, in levels of a quarter of a nat.
pub(super) type Gains = [i8; LANGUAGES];

/// The gains of a word in small letters a–z.
pub(super) fn gains(word: &str) -> Gains {
    static LEARNT: LazyLock<Option<Languages>> = LazyLock::new(|| Languages::read(LEARNED));
    LEARNT.as_ref().map_or_else(Gains::default, |languages| languages.gains(word))
}

#[derive(Debug)]
struct Languages {
    rows: &'static [u8],
    borne: KnownWords,
}

impl Languages {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (rows, rest) = rest.split_at_checked(ROWS * ROW)?;
        Some(Self { rows, borne: KnownWords::read(rest)?.0 })
    }

    fn gains(&self, word: &str) -> Gains {
        let mut gains = Gains::default();
        for row in rows(word) {
            let row = self.rows.get(row * ROW..(row + 1) * ROW).unwrap_or_default();
            for (pair, levels) in gains.chunks_exact_mut(2).zip(row) {
                pair[0] = pair[0].saturating_add((levels & 15).cast_signed() - EVEN);
                pair[1] = pair[1].saturating_add((levels >> 4).cast_signed() - EVEN);
            }
        }
        for (language, gain) in gains.iter_mut().enumerate().take(GROUPS.len()) {
            let borne = self.borne.lists_with(borne_in(word, language)) > 0;
            *gain = gain.saturating_add(if borne { BORNE } else { 0 });
        }
        gains
    }
}

/// The rows of each three letters of a word, with two edges before and one after.
fn rows(word: &str) -> impl Iterator<Item = usize> {
    let mut before = (0, 0);
    word.bytes().chain([b' ']).map(letter).map(move |letter| {
        let row = row(before.0, before.1, letter);
        before = (before.1, letter);
        row
    })
}

/// A letter a–z as a number from 1; 0 for the edge of a word.
fn letter(byte: u8) -> u32 {
    if byte.is_ascii_lowercase() { u32::from(byte - b'a') + 1 } else { 0 }
}

fn row(first: u32, second: u32, third: u32) -> usize {
    let three = (first * 27 + second) * 27 + third;
    three.wrapping_mul(0x9E37_79B1) as usize >> 19 & (ROWS - 1)
}

/// The letters by which a word of a language is known.
fn borne_in(word: &str, language: usize) -> impl Iterator<Item = char> {
    std::iter::once(char::from(b'0' + language as u8)).chain(word.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_learned_is_read() {
        let words = ["giulia", "conti", "rossi", "bianchi"].map(|word| (word, "it"));
        let others = ["nowak", "kowalski", "Wójcik", "x"].map(|word| (word, "pl"));
        let unknown = ("quux", "none");
        let bytes = train_languages(words.into_iter().chain(others).chain([unknown]));
        let languages = Languages::read(bytes.leak()).unwrap();
        let place = |code| GROUPS.iter().position(|group| group.codes.contains(&code)).unwrap();
        let (italian, polish) = (place("it"), place("pl"));
        for (word, language, other) in
            [("conti", italian, polish), ("wojcik", polish, italian), ("giuli", italian, polish)]
        {
            let gains = languages.gains(word);
            assert!(gains[language] > gains[other] && gains[language] > 0, "{word} {gains:?}");
        }
        assert!(languages.gains("conti")[italian] > BORNE && languages.gains("")[polish] < BORNE);
        assert!(Languages::read(b"WQN1").is_none());
    }

    #[test]
    fn words_of_one_language_gain_in_it_together() {
        let best = |words: [&str; 2]| {
            let sum = |language: &usize| -> i32 {
                words.iter().map(|word| i32::from(gains(word)[*language])).sum()
            };
            (0..LANGUAGES).max_by_key(sum)
        };
        assert_eq!(best(["giulia", "conti"]), best(["matteo", "bianchi"]));
        assert_ne!(best(["giulia", "conti"]), best(["wojciech", "nowak"]));
    }
}
