use std::str::Utf8Error;

use warraq_text::{AlignmentBuilder, View};

use crate::kernel::{Engine, Tables};
use crate::options::Options;
use crate::pass::{Pass, Track, Untracked};
use crate::profile::Profile;
use crate::rules::Rules;

/// Makes a [`View`] of a text. Built once, shared by reference.
///
/// ```
/// use warraq_normalize::{Normalizer, Options};
///
/// let mut options = Options::default();
/// options.set("alef")?;
/// let normalizer = Normalizer::new(options);
/// assert_eq!(normalizer.normalize("أحمد إلى آخر").text, "احمد الى اخر");
/// # Ok::<(), warraq_normalize::UnknownName>(())
/// ```
#[derive(Debug, Clone)]
pub struct Normalizer {
    pub(crate) rules: Rules,
    /// What the fast reading looks at; none if the options ask for a careful reading of every character.
    tables: Option<Box<Tables>>,
    engine: Engine,
}

impl From<Profile> for Normalizer {
    fn from(profile: Profile) -> Self {
        Self::new(profile.into())
    }
}

impl Normalizer {
    /// A normalizer that applies `options` in one pass.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let rules = Rules::new(options);
        let tables = rules.are_local().then(|| Box::new(Tables::new(&rules)));
        Self { rules, tables, engine: Engine::detect() }
    }

    /// The view all stages read (profile `light`).
    #[must_use]
    pub fn light() -> Self {
        Profile::Light.into()
    }

    /// The same normalizer, which makes no use of the vectors of the processor: for comparisons.
    #[must_use]
    pub fn without_simd(self) -> Self {
        Self { engine: Engine::Plain, ..self }
    }

    /// What it was built from.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.rules.options
    }

    /// The view of `source`.
    ///
    /// # Panics
    /// If `source` is 4 GiB or longer.
    #[must_use]
    pub fn normalize(&self, source: &str) -> View {
        let mut view = View::default();
        self.normalize_into(source, &mut view);
        view
    }

    /// Replaces `view` by the view of `source`, reusing its memory.
    ///
    /// # Panics
    /// If `source` is 4 GiB or longer.
    pub fn normalize_into(&self, source: &str, view: &mut View) {
        assert_length(source.len());
        let View { text, alignment } = view;
        let mut pass =
            Pass::new(&self.rules, source, AlignmentBuilder::new(alignment, source.len()));
        self.read(&mut pass, text);
    }

    /// Replaces `text` by the text of the view of `source`, reusing its memory, for those who want no
    /// way back.
    ///
    /// ```
    /// use warraq_normalize::{Normalizer, Profile};
    ///
    /// let mut text = String::new();
    /// Normalizer::from(Profile::Search).normalize_text_into("إِلَى المدرسة", &mut text);
    /// assert_eq!(text, "الي المدرسه");
    /// ```
    pub fn normalize_text_into(&self, source: &str, text: &mut String) {
        self.read(&mut Pass::new(&self.rules, source, Untracked), text);
    }

    /// Replaces `view` by the view of the text in `bytes`, reusing its memory, and gives this text.
    /// Whether the bytes are UTF-8 is found out in the same pass, which is faster than to ask before.
    ///
    /// ```
    /// use warraq_normalize::Normalizer;
    /// use warraq_text::{Span, View};
    ///
    /// let (normalizer, mut view) = (Normalizer::light(), View::default());
    /// let source = normalizer.normalize_bytes_into("مُدَرِّسة".as_bytes(), &mut view)?;
    /// assert_eq!(view.text, "مدرسة");
    /// assert_eq!(view.alignment.source_text(Span::new(0, 2), source), "مُ");
    /// assert!(normalizer.normalize_bytes_into(b"\xD9", &mut view).is_err());
    /// # Ok::<(), std::str::Utf8Error>(())
    /// ```
    ///
    /// # Errors
    /// If the bytes are not UTF-8, as [`std::str::from_utf8`]; the view is then empty.
    ///
    /// # Panics
    /// If there are 4 GiB of them or more.
    pub fn normalize_bytes_into<'s>(
        &self,
        bytes: &'s [u8],
        view: &mut View,
    ) -> Result<&'s str, Utf8Error> {
        assert_length(bytes.len());
        let View { text, alignment } = view;
        let mut pass = Pass::new(&self.rules, "", AlignmentBuilder::new(alignment, bytes.len()));
        self.read_bytes(&mut pass, bytes, text).inspect_err(|_| alignment.clear())
    }

    /// Replaces `text` by the text of the view of the text in `bytes`, as [`Self::normalize_bytes_into`], for those
    /// who want no way back.
    ///
    /// # Errors
    /// If the bytes are not UTF-8, as [`std::str::from_utf8`]; `text` is then empty.
    pub fn normalize_bytes_text_into<'s>(
        &self,
        bytes: &'s [u8],
        text: &mut String,
    ) -> Result<&'s str, Utf8Error> {
        self.read_bytes(&mut Pass::new(&self.rules, "", Untracked), bytes, text)
    }

    fn read_bytes<'p, 's: 'p, T: Track>(
        &self,
        pass: &mut Pass<'p, T>,
        bytes: &'s [u8],
        text: &mut String,
    ) -> Result<&'s str, Utf8Error> {
        let Some(tables) = &self.tables else {
            text.clear();
            let source = std::str::from_utf8(bytes)?;
            pass.source = source;
            self.read(pass, text);
            return Ok(source);
        };
        begin(text, bytes.len());
        self.engine.read_bytes(pass, bytes, tables, text).or_else(|_| {
            text.clear();
            // The place of the error.
            std::str::from_utf8(bytes)
        })
    }

    fn read<T: Track>(&self, pass: &mut Pass<'_, T>, text: &mut String) {
        begin(text, pass.source.len());
        match &self.tables {
            Some(tables) => self.engine.read(pass, tables, text),
            None => {
                let mut at = 0;
                while at < pass.source.len() {
                    at = pass.cluster(at, text);
                }
            }
        }
    }
}

/// Empties `text` and makes room in it for the view of a source of `len` bytes.
fn begin(text: &mut String, len: usize) {
    text.clear();
    text.reserve(len + 128);
}

fn assert_length(len: usize) {
    assert!(u32::try_from(len).is_ok(), "text of {len} bytes is too long");
}
