//! Arabic text in UTF-8 that was read in a one-byte encoding and saved again: `Ø§Ù„Ø³Ù„Ø§Ù…` (windows-1252)
//! or `ط§ظ„ط³ظ„ط§ظ…` (windows-1256) for «السلام».

use std::sync::LazyLock;

use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1256};
use warraq_normalize::{is_arabic_letter, is_mark};

/// The encoding in which UTF-8 was read by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Misread {
    /// Every second character is Ø or Ù.
    Windows1252,
    /// Every second character is ط or ظ.
    Windows1256,
}

impl Misread {
    /// Whether `text` is for its greater part Arabic that was misread, and how. Looks at the whole text
    /// only if its beginning looks like it.
    #[must_use]
    pub fn recognize(text: &str) -> Option<Self> {
        let kind = Self::suspect(text)?;
        let (mut misread, mut other) = (0, 0);
        for run in runs(text) {
            match kind.read_again(run) {
                Some(repaired) => misread += repaired.chars().count(),
                None => other += run.chars().filter(|c| !c.is_ascii()).count(),
            }
        }
        (misread >= MIN_CHARACTERS && misread >= other).then_some(kind)
    }

    /// `text` as it was before it was misread. What cannot have been misread stays as it is.
    ///
    /// ```
    /// use warraq_batch::Misread;
    ///
    /// let text = "Ø§Ù„Ø³Ù„Ø§Ù… Ø¹Ù„ÙŠÙƒÙ…!";
    /// let misread = Misread::recognize(text).expect("it is");
    /// assert_eq!(misread, Misread::Windows1252);
    /// assert_eq!(misread.repair(text), "السلام عليكم!");
    /// ```
    #[must_use]
    pub fn repair(self, text: &str) -> String {
        let mut repaired = String::with_capacity(text.len());
        let mut copied = 0;
        for run in runs(text) {
            if let Some(read) = self.read_again(run) {
                let start = run.as_ptr() as usize - text.as_ptr() as usize;
                repaired.push_str(&text[copied..start]);
                repaired.push_str(&read);
                copied = start + run.len();
            }
        }
        repaired.push_str(&text[copied..]);
        repaired
    }

    /// What the lead bytes of most Arabic letters, D8 and D9, were taken for, at the beginning of `text`.
    fn suspect(text: &str) -> Option<Self> {
        let (mut latin, mut arabic, mut all) = (0, 0, 0);
        let bytes = text.as_bytes();
        let firsts = bytes.chunks(BLOCK);
        let seconds = bytes.get(1..).unwrap_or_default().chunks(BLOCK);
        for (firsts, seconds) in firsts.zip(seconds) {
            // In a block each count fits into a byte, so that many bytes are counted at once.
            let [mut latin_here, mut arabic_here, mut all_here] = [0_u8; 3];
            for (&first, &second) in firsts.iter().zip(seconds) {
                // Ø and Ù are C3 98 and C3 99, ط and ظ D8 B7 and D8 B8.
                latin_here += u8::from((first == 0xC3) & ((second == 0x98) | (second == 0x99)));
                arabic_here += u8::from((first == 0xD8) & ((second == 0xB7) | (second == 0xB8)));
                all_here += u8::from(first >= 0xC0);
            }
            latin += u32::from(latin_here);
            arabic += u32::from(arabic_here);
            all += u32::from(all_here);
            if all >= LOOKED_AT {
                break;
            }
        }
        // In Arabic these two letters are one of sixty, in misread text half of all characters.
        if all == 0 || latin.max(arabic) * 4 < all {
            None
        } else if latin > arabic {
            Some(Self::Windows1252)
        } else {
            Some(Self::Windows1256)
        }
    }

    /// The text whose bytes were taken for the characters of `run`, if it is Arabic.
    fn read_again(self, run: &str) -> Option<String> {
        let bytes: Vec<u8> = run.chars().map(|c| self.byte(c)).collect::<Option<_>>()?;
        let text = String::from_utf8(bytes).ok()?;
        let expected =
            |c: char| ('ء'..='ي').contains(&c) || is_mark(c) || is_sign(c) || is_arabic_letter(c);
        let common = text.chars().filter(|c| ('ء'..='ي').contains(c)).count();
        let all = text.chars().count();
        (text.chars().all(expected) && (common * 2 >= all || common == 0 && all > 0))
            .then_some(text)
    }

    fn byte(self, c: char) -> Option<u8> {
        static TABLES: LazyLock<[Vec<(char, u8)>; 2]> =
            LazyLock::new(|| [table(WINDOWS_1252), table(WINDOWS_1256)]);
        let table = &TABLES[match self {
            Self::Windows1252 => 0,
            Self::Windows1256 => 1,
        }];
        let index = table.binary_search_by_key(&c, |&(known, _)| known).ok()?;
        Some(table[index].1)
    }
}

/// How many characters that are not ASCII tell whether a text looks misread.
const LOOKED_AT: u32 = 400;

/// Bytes that are looked at together.
const BLOCK: usize = 128;

/// So few characters may look misread by chance.
const MIN_CHARACTERS: usize = 4;

/// Runs of characters that are not ASCII.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_ascii()).filter(|run| !run.is_empty())
}

/// Signs in Arabic text whose bytes are misread with it.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{00A0}'..='\u{00BF}' | '\u{0600}'..='\u{061F}' | '\u{0640}' | '\u{0653}'..='\u{066D}'
        | '\u{06D4}' | '\u{06F0}'..='\u{06F9}' | '\u{200B}'..='\u{203A}' | '\u{FD3E}'..='\u{FD3F}' | '\u{FEFF}')
}

/// The upper half of a one-byte encoding, sorted by character. A byte that windows-1252 does not use
/// is the control of ISO 8859-1, as everywhere on the web.
fn table(encoding: &'static Encoding) -> Vec<(char, u8)> {
    let mut table: Vec<_> = (0x80..=0xFF)
        .filter_map(|byte| {
            let bytes = [byte];
            let (text, _) = encoding.decode_without_bom_handling(&bytes);
            text.chars().next().map(|c| (c, byte))
        })
        .chain((0x80..=0x9F).map(|byte| (char::from(byte), byte)))
        .collect();
    table.sort_unstable();
    table.dedup_by_key(|&mut (c, _)| c);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn misread(text: &str, encoding: &'static Encoding) -> String {
        encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn what_was_misread_is_repaired() {
        let text =
            "قالت الوزارة، في بيانٍ لها: «ارتفعت الأسعار 3٪ هذا العام» – ولم تَزِد. Reuters 2026؟";
        for (encoding, kind) in
            [(WINDOWS_1252, Misread::Windows1252), (WINDOWS_1256, Misread::Windows1256)]
        {
            let broken = misread(text, encoding);
            assert_eq!(Misread::recognize(&broken), Some(kind), "{broken}");
            assert_eq!(kind.repair(&broken), text);
        }
    }

    #[test]
    fn latin_1_with_controls_is_repaired() {
        let broken: String = "السلام عليكم".bytes().map(char::from).collect();
        assert_eq!(Misread::recognize(&broken), Some(Misread::Windows1252));
        assert_eq!(Misread::Windows1252.repair(&broken), "السلام عليكم");
    }

    #[test]
    fn other_text_is_left_alone() {
        for text in [
            "",
            "plain",
            "قال محمد إن الطقس في طنطا حار، وطلب ظرفاً",
            "ط ظ ط ظ",
            "ظظظ ططط",
            "Ørsted og Århus, Ø",
            "ÙÙÙ",
            "عربي ثم Ø§Ù„",
        ] {
            assert_eq!(Misread::recognize(text), None, "{text}");
        }
    }

    #[test]
    fn good_text_between_stays() {
        let text = "عنوان\nØ§Ù„Ø³Ù„Ø§Ù… Ø¹Ù„ÙŠÙƒÙ… ÙŠØ§ Ø£Ø®ÙŠ\né";
        assert_eq!(Misread::recognize(text), Some(Misread::Windows1252));
        assert_eq!(Misread::Windows1252.repair(text), "عنوان\nالسلام عليكم يا أخي\né");
    }
}
