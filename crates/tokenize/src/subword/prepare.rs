//! What is done to a text before it is cut into subwords.

use super::SubwordError;
use crate::{Neighbours, Role, Scheme, Segmenter, words_into};
use serde_json::{Value, json};
use std::str::FromStr;
use warraq_normalize::{Normalizer, Options, Profile};
use warraq_text::{Span, Token, TokenKind, View};

/// How a text is prepared: by a profile of `warraq_normalize`, and perhaps with its clitics cut off,
/// each with a tatweel where it was joined: «وكتابهم» becomes «وـ كتاب ـهم». A tatweel is a letter
/// to every tokenizer, and the profile has taken those of the source away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preparation {
    profile: String,
    clitics: Option<Scheme>,
}

impl Default for Preparation {
    /// Texts are left as they are.
    fn default() -> Self {
        Self { profile: "none".to_owned(), clitics: None }
    }
}

const MARK: &str = "\u{0640}";

impl Preparation {
    /// The profile called `profile` and the clitics of a scheme.
    ///
    /// # Errors
    /// If there is no such profile, or one that keeps tatweel is to mark clitics.
    pub fn new(profile: &str, clitics: Option<Scheme>) -> Result<Self, SubwordError> {
        let options = options(profile)?;
        if clitics.is_some() && !options.tatweel {
            let cause = "expected one that takes tatweel away, such as light";
            return Err(SubwordError::new(&format!("profile {profile} with clitics"), cause));
        }
        Ok(Self { profile: profile.to_owned(), clitics })
    }

    /// Whether texts are left as they are.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// The preparation in the JSON that [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    /// If it is other JSON, or names a profile or scheme that does not exist.
    pub fn from_json(json: &str) -> Result<Self, SubwordError> {
        let value: Value =
            serde_json::from_str(json).map_err(|e| SubwordError::new("preparation", e))?;
        let name = |field: &str| value[field].as_str();
        let profile = name("profile").ok_or_else(|| {
            SubwordError::new("preparation", "expected an object with the field profile")
        })?;
        let clitics = name("clitics").map(Scheme::from_str).transpose();
        Self::new(profile, clitics.map_err(|e| SubwordError::new("preparation", e))?)
    }

    /// The preparation in one line of JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let clitics = self.clitics.map(Scheme::name);
        json!({ "profile": self.profile, "clitics": clitics }).to_string()
    }
}

fn options(profile: &str) -> Result<Options, SubwordError> {
    let profile = Profile::from_str(profile).map_err(|e| SubwordError::new("preparation", e))?;
    Ok(Options::from(profile))
}

/// Prepares texts, one after the other.
#[derive(Debug, Clone)]
pub(super) enum Preparer {
    AsIs,
    Profile(Normalizer),
    Clitics { profile: Normalizer, scheme: Scheme, segmenter: Segmenter },
}

/// A prepared text and its way back, in one or more steps.
#[derive(Debug, Default, Clone)]
pub(super) struct Prepared {
    /// Light view of the source, where clitics are cut off.
    light: View,
    folded: View,
    marked: Marked,
    tokens: Vec<Token>,
}

/// A text with marks at its clitics.
#[derive(Debug, Default, Clone)]
struct Marked {
    text: String,
    /// Where each mark begins, and what offset that is in the text without marks.
    marks: Vec<(u32, u32)>,
}

/// Bytes of a tatweel and a space.
const MARK_LEN: u32 = 3;

impl Marked {
    /// The offset in the text without marks.
    fn unmarked(&self, offset: u32) -> u32 {
        let before = self.marks.partition_point(|(start, _)| *start < offset);
        match self.marks[..before].last() {
            Some((start, at)) => at + offset.saturating_sub(start + MARK_LEN),
            None => offset,
        }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.marks.clear();
    }
}

impl Preparer {
    pub(super) fn new(preparation: &Preparation) -> Result<Self, SubwordError> {
        let profile = || options(&preparation.profile).map(Normalizer::new);
        Ok(match preparation.clitics {
            None if preparation.is_none() => Self::AsIs,
            None => Self::Profile(profile()?),
            Some(scheme) => {
                Self::Clitics { profile: profile()?, scheme, segmenter: Segmenter::default() }
            }
        })
    }

    /// The text that `source` becomes.
    pub(super) fn prepare<'t>(&self, source: &'t str, prepared: &'t mut Prepared) -> &'t str {
        match self {
            Self::AsIs => source,
            Self::Profile(normalizer) => {
                normalizer.normalize_into(source, &mut prepared.folded);
                &prepared.folded.text
            }
            Self::Clitics { profile, scheme, segmenter } => {
                let Prepared { light, folded, marked, tokens } = prepared;
                Normalizer::light().normalize_into(source, light);
                profile.normalize_into(&light.text, folded);
                words_into(&light.text, tokens);
                mark_clitics(segmenter, *scheme, light, tokens, folded, marked);
                &marked.text
            }
        }
    }

    /// The span of the source that `span` of the prepared text stands for.
    pub(super) fn to_source(&self, span: Span, prepared: &Prepared) -> Span {
        let Prepared { light, folded, marked, .. } = prepared;
        match self {
            Self::AsIs => span,
            Self::Profile(_) => folded.alignment.to_source(span),
            Self::Clitics { .. } => {
                let Span { start, end } = span;
                let unmarked = Span::new(marked.unmarked(start), marked.unmarked(end));
                light.alignment.to_source(folded.alignment.to_source(unmarked))
            }
        }
    }
}

/// Writes `folded`, made from `light` whose tokens are `tokens`, into `marked` with a mark and a
/// space at each clitic.
fn mark_clitics(
    segmenter: &Segmenter,
    scheme: Scheme,
    light: &View,
    tokens: &[Token],
    folded: &View,
    marked: &mut Marked,
) {
    marked.clear();
    let mut copied = 0;
    for (index, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Word {
            continue;
        }
        let word = light.slice(token.span);
        let neighbours = Neighbours::of(&light.text, tokens, index);
        let parts = segmenter.segment_between(word, word, neighbours, scheme);
        for part in parts.parts() {
            let (at, mark) = match part.role {
                Role::Proclitic => (part.span.end, [MARK, " "]),
                Role::Enclitic | Role::Suffix => (part.span.start, [" ", MARK]),
                Role::Stem => continue,
            };
            let at = token.span.start + at;
            let at = folded.alignment.to_view(Span::new(at, at)).start.max(copied);
            copy(&folded.text, copied..at, marked);
            marked.marks.push((marked.text.len() as u32, at));
            mark.iter().for_each(|sign| marked.text.push_str(sign));
            copied = at;
        }
    }
    copy(&folded.text, copied..folded.text.len() as u32, marked);
}

fn copy(text: &str, range: std::ops::Range<u32>, marked: &mut Marked) {
    marked.text.push_str(text.get(range.start as usize..range.end as usize).unwrap_or_default());
}
