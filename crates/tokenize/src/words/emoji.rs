//! Emoji sequences: <https://unicode.org/reports/tr51/>.

use super::glyph::is_pictograph;

const JOINER: char = '\u{200D}';
const KEYCAP: char = '\u{20E3}';

/// End of the emoji that begins at `at`: a flag, or pictures with their modifiers, joined by
/// zero-width joiners.
pub(super) fn end(text: &str, at: usize) -> usize {
    let mut chars = Chars { text, at };
    let Some(first) = chars.next() else { return at };
    if is_regional(first) {
        chars.next_if(is_regional);
        return chars.at;
    }
    loop {
        while chars.next_if(is_modifier).is_some() {}
        let joiner = chars.at;
        if chars.next_if(|c| c == JOINER).is_none() {
            return chars.at;
        }
        if chars.next_if(is_joined).is_none() {
            return joiner;
        }
    }
}

/// End of a keycap such as `1️⃣` that begins at `at`.
pub(super) fn keycap_end(text: &str, at: usize) -> Option<usize> {
    let mut chars = Chars { text, at: at + 1 };
    chars.next_if(|c| c == '\u{FE0F}');
    chars.next_if(|c| c == KEYCAP).map(|_| chars.at)
}

fn is_regional(c: char) -> bool {
    ('\u{1F1E6}'..='\u{1F1FF}').contains(&c)
}

/// Variation selectors, skin tones, the keycap, tags of regional flags.
fn is_modifier(c: char) -> bool {
    matches!(c, '\u{FE0E}' | '\u{FE0F}' | KEYCAP | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}

/// Pictures, and the signs ♀ ♂ ⚕ ✈ → that only follow a joiner.
fn is_joined(c: char) -> bool {
    is_pictograph(c) || matches!(c, '\u{2190}'..='\u{2BFF}')
}

/// A cursor over characters.
struct Chars<'t> {
    text: &'t str,
    at: usize,
}

impl Chars<'_> {
    fn next(&mut self) -> Option<char> {
        self.next_if(|_| true)
    }

    fn next_if(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.text.get(self.at..)?.chars().next().filter(|&c| wanted(c))?;
        self.at += c.len_utf8();
        Some(c)
    }
}
