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
        assert!(u32::try_from(source.len()).is_ok(), "text of {} bytes is too long", source.len());
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

    fn read<T: Track>(&self, pass: &mut Pass<'_, T>, text: &mut String) {
        text.clear();
        text.reserve(pass.source.len() + 128);
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
