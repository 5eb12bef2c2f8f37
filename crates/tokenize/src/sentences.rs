//! Groups tokens into sentences.

use crate::abbreviations::{self, Kinds};
use warraq_text::{Span, Token, TokenKind};

/// Clears `sentences` and fills it with the sentences of `text`, whose tokens are `tokens`.
///
/// A line break ends a sentence. Inside a line a full stop, an exclamation or question mark does,
/// with the quotes, brackets and emoji that close after it, unless it belongs to an abbreviation
/// or a list marker, stands in brackets in mid-sentence, or an attribution follows («هل تصدقون؟»
/// يسأل الرجل). Spans go from the first to the last token; a template tag such as `[ads3]` belongs to none.
///
/// ```
/// let text = "قال د. أحمد إن السعر 3.5 دولار. ثم خرج.";
/// let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
/// warraq_tokenize::words_into(text, &mut tokens);
/// warraq_tokenize::sentences_into(text, &tokens, &mut sentences);
/// assert_eq!(sentences.len(), 2);
/// assert_eq!(sentences[1].of(text), "ثم خرج.");
/// ```
pub fn sentences_into(text: &str, tokens: &[Token], sentences: &mut Vec<Span>) {
    sentences.clear();
    let mut stops = Vec::new();
    let mut first = 0;
    for (block, index) in tokens.chunks(BLOCK).zip((0..).step_by(BLOCK)) {
        let mut marked = mark_ends(text, block, tokens.get(index + 1..).unwrap_or_default());
        while marked != 0 {
            let at = index + marked.trailing_zeros() as usize;
            marked &= marked - 1;
            stops.push(at - first);
            if tokens.get(at + 1).is_some_and(|right| breaks_line(text, tokens[at], *right)) {
                let line = Line { text, tokens: &tokens[first..=at] };
                split_line(&line, stops.drain(..), sentences);
                first = at + 1;
            }
        }
    }
    let line = Line { text, tokens: &tokens[first..] };
    stops.extend(line.tokens.len().checked_sub(1));
    split_line(&line, stops.drain(..), sentences);
}

/// Tokens of which is told together, without a branch for each, where lines and sentences may end.
const BLOCK: usize = u64::BITS as usize;

/// A bit for each token of `block`, the lowest for the first, that may end a sentence or line or begin a
/// bracket: that ends like a mark that does, or has more than a space between it and that which
/// follows, of `following`.
fn mark_ends(text: &str, block: &[Token], following: &[Token]) -> u64 {
    let mut marked = 0_u64;
    for (left, right) in block.iter().zip(following) {
        let last = left.span.end.wrapping_sub(1) as usize;
        let ends = match text.as_bytes().get(last..last + 2) {
            Some(&[last, next]) => {
                let gap = right.span.start.wrapping_sub(left.span.end);
                MARK_ENDS[usize::from(last)] | u8::from(gap > u32::from(next == b' '))
            }
            _ => 1,
        };
        marked = (marked | u64::from(ends)).rotate_right(1);
    }
    let missing = BLOCK - block.len().min(following.len());
    marked.checked_shr(missing as u32).unwrap_or(0)
}

/// 1 for the last bytes of the marks that end sentences, among them «؟» and «۔», or open brackets.
const MARK_ENDS: [u8; 256] = {
    let mut ends = [0; 256];
    let marks = [b'.', b'!', b'?', b'(', b'[', 0x9F, 0x94];
    let mut at = 0;
    while at < marks.len() {
        ends[marks[at] as usize] = 1;
        at += 1;
    }
    ends
};

/// The same for a text whose lines were broken at a width, as mails and plain text books are: a line
/// break in a paragraph ends a sentence only after a line that is much shorter than the others, or
/// before an item of a list; an empty line always does.
///
/// ```
/// let text = "قال الوزير إن المشروع الجديد سوف\nيبدأ في الربيع المقبل. ثم غادر\nالقاعة.\n\nخاتمة";
/// let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
/// warraq_tokenize::words_into(text, &mut tokens);
/// warraq_tokenize::wrapped_sentences_into(text, &tokens, &mut sentences);
/// assert_eq!(sentences.len(), 3);
/// assert_eq!(sentences[1].of(text), "ثم غادر\nالقاعة.");
/// ```
pub fn wrapped_sentences_into(text: &str, tokens: &[Token], sentences: &mut Vec<Span>) {
    sentences.clear();
    for paragraph in tokens.chunk_by(|left, right| !breaks_paragraph(text, *left, *right)) {
        let lines = paragraph.chunk_by(|left, right| !breaks_line(text, *left, *right));
        let width = |line: &[Token]| match line {
            [first, .., last] => last.span.end - first.span.start,
            _ => 0,
        };
        let widest = lines.map(width).max().unwrap_or(0);
        let mut line_start = paragraph.first().map_or(0, |token| token.span.start);
        let joined = paragraph.chunk_by(|left, right| {
            if !breaks_line(text, *left, *right) {
                return true;
            }
            let width = left.span.end.saturating_sub(line_start);
            line_start = right.span.start;
            let is_item = matches!(right.span.of(text), "-" | "–" | "—" | "*" | "•" | "●" | "▪");
            // At least three fifths of the widest line.
            !is_item && u64::from(width) * 5 >= u64::from(widest) * 3
        });
        joined.for_each(|tokens| split_line(&Line { text, tokens }, 0..tokens.len(), sentences));
    }
}

/// Whether an empty line or a paragraph separator stands between two tokens.
fn breaks_paragraph(text: &str, left: Token, right: Token) -> bool {
    let gap = text.get(left.span.end as usize..right.span.start as usize).unwrap_or_default();
    let count = |sign: char| gap.matches(sign).count();
    count('\n') > 1 || count('\n') == 0 && count('\r') > 1 || gap.contains(['\u{2029}', '\u{C}'])
}

fn breaks_line(text: &str, left: Token, right: Token) -> bool {
    let gap = text.as_bytes().get(left.span.end as usize..right.span.start as usize);
    // Line feed, vertical tab, form feed, carriage return; the separators U+2028 and U+2029.
    gap.is_some_and(|gap| {
        // Most are empty or a space.
        !matches!(gap, [] | [b' '])
            && (gap.iter().any(|b| (0x0A..=0x0D).contains(b))
                || gap.windows(3).any(|sign| matches!(sign, [0xE2, 0x80, 0xA8 | 0xA9])))
    })
}

/// `stops` are the tokens that may end a sentence or begin a bracket, and perhaps others.
fn split_line(line: &Line, stops: impl Iterator<Item = usize>, sentences: &mut Vec<Span>) {
    let mut first = 0;
    let mut bracket = 0;
    let mut at = 0;
    for stop in stops {
        if stop < at || line.is_plain(stop) {
            continue;
        }
        at = stop;
        if let Some(after) = line.template_tag_end(at) {
            line.push(first, at, sentences);
            (first, at) = (after, after);
            continue;
        }
        if at > first && at >= bracket && line.opens_bracket(at) {
            bracket = line.bracket_end(at);
        }
        at += 1;
        if at > bracket && line.is_final(first, at - 1) {
            let after = line.closing_end(at);
            if !line.continues(after, at) {
                line.push(first, after, sentences);
                first = after;
            }
            at = after;
        }
    }
    line.push(first, line.tokens.len(), sentences);
}

/// An abbreviation that is nothing but a title: a name follows it.
const TITLE: Kinds = Kinds { title: true, era: false, other: false };

/// How many tokens a bracket in mid-sentence may hold.
const MAX_BRACKET: usize = 64;

/// The tokens between two line breaks.
struct Line<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl<'t> Line<'t> {
    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Whether the token `at` neither ends a sentence nor begins a bracket, as most do.
    fn is_plain(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(TokenKind::Word | TokenKind::Latin | TokenKind::Number) => {
                !self.word(at).ends_with('.')
            }
            Some(TokenKind::Punctuation) => {
                !self.word(at).starts_with(['.', '۔', '!', '?', '؟', '(', '['])
            }
            _ => true,
        }
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Whether nothing stands between the tokens `at - 1` and `at`.
    fn touches_left(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|left| self.tokens.get(left)), self.tokens.get(at)) {
            (Some(left), Some(right)) => left.span.end == right.span.start,
            _ => false,
        }
    }

    /// Whether the token `at` is no punctuation and nothing stands before it.
    fn touches_word(&self, at: usize) -> bool {
        self.touches_left(at) && self.kind(at) != Some(TokenKind::Punctuation)
    }

    /// Writes the sentence of the tokens `first..after`, if there are any.
    fn push(&self, first: usize, after: usize, sentences: &mut Vec<Span>) {
        if let Some([start, .., end] | [start @ end]) = self.tokens.get(first..after) {
            sentences.push(start.span.join(end.span));
        }
    }

    /// Whether the token `at` can end the sentence that begins with the token `first`.
    fn is_final(&self, first: usize, at: usize) -> bool {
        let sign = self.word(at);
        match sign {
            _ if self.is_abbreviation(at) => self.opens_sentence(at),
            "." | "۔" if self.is_letter_name(at) => self.opens_sentence(at),
            "." | "۔" => !self.is_list_marker(first, at),
            ".." => self.touches_left(at) && !self.touches_left(at + 1),
            _ => sign.starts_with(['!', '?', '؟']),
        }
    }

    /// A word that holds its full stop.
    fn is_abbreviation(&self, at: usize) -> bool {
        let lettered = matches!(self.kind(at), Some(TokenKind::Word | TokenKind::Latin));
        lettered && self.word(at).ends_with('.')
    }

    /// Whether the full stop `at` follows the name of a Latin letter, as in «جي. كي. رولينغ»: not
    /// if the letter ends an acronym whose letters have no full stops, as in «إم بي سي.».
    fn is_letter_name(&self, at: usize) -> bool {
        let is_name = |at: Option<usize>| at.is_some_and(|at| names_letter(self.word(at)));
        is_name(at.checked_sub(1)) && !is_name(at.checked_sub(2))
    }

    /// Whether a sentence begins after the abbreviation `at`: «وقال», «وكان», or any word in «و»
    /// after an era.
    fn opens_sentence(&self, at: usize) -> bool {
        if self.kinds(at).is_some_and(|kinds| kinds == TITLE) {
            return false;
        }
        let key = warraq_normalize::fold_key(self.word(at + 1));
        let Some(rest) = key.strip_prefix('و') else { return false };
        self.is_era(at) || is_saying(rest) || OPENING.contains(&rest)
    }

    /// «م.» or «هـ.» after a number.
    fn is_era(&self, at: usize) -> bool {
        let number = at.checked_sub(1).and_then(|left| self.kind(left));
        number == Some(TokenKind::Number) && self.kinds(at).is_some_and(|kinds| kinds.era)
    }

    /// What the word `at`, which holds its full stop, is short for.
    fn kinds(&self, at: usize) -> Option<Kinds> {
        self.word(at).strip_suffix('.').and_then(abbreviations::kinds)
    }

    /// `1.` at the beginning of a sentence.
    fn is_list_marker(&self, first: usize, at: usize) -> bool {
        at == first + 1
            && self.kind(first) == Some(TokenKind::Number)
            && self.word(first).len() <= 2
    }

    /// The token after the closing quotes, brackets and emoji that begin with the token `at`.
    fn closing_end(&self, mut at: usize) -> usize {
        loop {
            let closes = match self.word(at) {
                "»" | "”" | "’" | "›" | ")" | "]" | "}" | "﴾" => true,
                "\"" | "'" | "“" | "«" => self.touches_left(at) && !self.touches_word(at + 1),
                sign if sign.starts_with(['.', '۔']) => self.touches_left(at),
                sign if sign.starts_with(['!', '?', '؟']) => true,
                _ => self.kind(at) == Some(TokenKind::Emoji),
            };
            if !closes {
                return at;
            }
            at += 1;
        }
    }

    /// Whether the sentence goes on with the token `at`, after a final mark and what closes it,
    /// which begins with the token `closing`.
    fn continues(&self, at: usize, closing: usize) -> bool {
        match self.word(at) {
            "،" | "؛" | "," | ";" | ":" => true,
            word => at > closing && is_saying(&warraq_normalize::fold_key(word)),
        }
    }

    fn opens_bracket(&self, at: usize) -> bool {
        matches!(self.word(at), "(" | "[")
    }

    /// The token after the bracket that opens at `at`; `at` if it does not close soon.
    fn bracket_end(&self, at: usize) -> usize {
        let mut depth = 0;
        for inner in at..self.tokens.len().min(at + MAX_BRACKET) {
            match self.word(inner) {
                "(" | "[" => depth += 1,
                ")" | "]" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return inner + 1;
            }
        }
        at
    }

    /// The token after `[ads3]`: one Latin token of small letters in square brackets.
    fn template_tag_end(&self, at: usize) -> Option<usize> {
        let tag = self.word(at) == "["
            && self.word(at + 2) == "]"
            && self.touches_left(at + 1)
            && self.touches_left(at + 2)
            && self
                .word(at + 1)
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
            && self.kind(at + 1) == Some(TokenKind::Latin);
        tag.then_some(at + 3)
    }
}

fn is_saying(key: &str) -> bool {
    SAYING.contains(&key)
}

/// Whether `word` is the name of a Latin letter in Arabic.
fn names_letter(word: &str) -> bool {
    matches!(
        word,
        "آي" | "إي"
            | "اي"
            | "بي"
            | "سي"
            | "دي"
            | "إف"
            | "اف"
            | "جي"
            | "جيه"
            | "إتش"
            | "اتش"
            | "كي"
            | "كيه"
            | "إل"
            | "إم"
            | "ام"
            | "أو"
            | "او"
            | "كيو"
            | "آر"
            | "ار"
            | "إس"
            | "اس"
            | "تي"
            | "يو"
            | "في"
            | "دبليو"
            | "إكس"
            | "اكس"
            | "واي"
            | "زد"
    )
}

/// Words that open a clause after «و», as `fold_key` writes them.
const OPENING: &[&str] = &["قد", "كان", "كانت", "لم", "لن", "لكن", "ليس", "ليست"];

/// Verbs that name the speaker of a quotation before them, as `fold_key` writes them.
const SAYING: &[&str] = &[
    "قال",
    "قالت",
    "قالوا",
    "قائلا",
    "قائله",
    "يقول",
    "تقول",
    "يقولون",
    "سال",
    "سالت",
    "يسال",
    "تسال",
    "تساءل",
    "تساءلت",
    "يتساءل",
    "تتساءل",
    "اجاب",
    "اجابت",
    "يجيب",
    "تجيب",
    "رد",
    "ردت",
    "يرد",
    "ترد",
    "اضاف",
    "اضافت",
    "يضيف",
    "تضيف",
    "اوضح",
    "اوضحت",
    "يوضح",
    "توضح",
    "اكد",
    "اكدت",
    "يؤكد",
    "تؤكد",
    "صرح",
    "صرحت",
    "يصرح",
    "علق",
    "علقت",
    "يعلق",
    "تعلق",
    "كتب",
    "كتبت",
    "يكتب",
    "تكتب",
    "هتف",
    "هتفت",
    "هتفوا",
    "صاح",
    "صاحت",
    "يصيح",
    "صرخ",
    "صرخت",
    "يصرخ",
    "تصرخ",
    "همس",
    "همست",
    "يهمس",
    "تهمس",
    "تابع",
    "تابعت",
    "يتابع",
    "تتابع",
    "روي",
    "روت",
    "يروي",
    "تروي",
    "شرح",
    "شرحت",
    "يشرح",
    "تشرح",
    "مازح",
    "يمازح",
    "ختم",
    "يختم",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words_into;
    use proptest::prelude::*;

    /// All tokens looked at closely.
    fn plain(text: &str, tokens: &[Token]) -> Vec<Span> {
        let mut sentences = Vec::new();
        for tokens in tokens.chunk_by(|left, right| !breaks_line(text, *left, *right)) {
            split_line(&Line { text, tokens }, 0..tokens.len(), &mut sentences);
        }
        sentences
    }

    proptest! {
        #[test]
        fn looking_only_at_what_may_end_changes_nothing(
            pieces in prop::collection::vec(
                prop_oneof![
                    8 => "[ء-ي]{1,7} ",
                    1 => "[ء-ي]{1,3}",
                    1 => "[.!?؟۔،؛:»«()\\[\\]\"-]{1,3}",
                    1 => "[ \n\r\u{2028}\u{2029}\u{B}\u{A0}]{1,3}",
                    1 => "د\\. |م\\. |وقال |3\\.5|1\\. |\\[ads3\\]|G20|…|😀",
                    1 => any::<char>().prop_map(String::from),
                ],
                0..150,
            ),
        ) {
            let text = pieces.concat();
            let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
            words_into(&text, &mut tokens);
            sentences_into(&text, &tokens, &mut sentences);
            prop_assert_eq!(sentences, plain(&text, &tokens));
        }
    }
}
