use crate::Span;

/// A piece of a view: a word, a number, a mark of punctuation …
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(C)]
pub struct Token {
    /// Place in the view, in bytes; never empty.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum TokenKind {
    /// Letters of any script but Latin, Arabic above all.
    Word,
    /// A run that begins with a Latin letter: `Netflix`, `iPhone`, `G20`.
    Latin,
    /// Digits with the separators inside them: `900`, `1,234.56`.
    Number,
    /// Full stops, commas, quotes, brackets, dashes.
    Punctuation,
    /// Any other visible character: `%`, `$`, `+`, `²`.
    Symbol,
    /// `https://example.com/a?q=1`, `www.example.com`.
    Url,
    /// `info@example.com`.
    Email,
    /// `@name`.
    Mention,
    /// `#اليوم_الوطني`.
    Hashtag,
    /// One emoji with its modifiers and joined parts.
    Emoji,
}

impl TokenKind {
    /// The name the records use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Latin => "latin",
            Self::Number => "number",
            Self::Punctuation => "punctuation",
            Self::Symbol => "symbol",
            Self::Url => "url",
            Self::Email => "email",
            Self::Mention => "mention",
            Self::Hashtag => "hashtag",
            Self::Emoji => "emoji",
        }
    }
}
