//! The nouns every stage of warraq shares: [`Span`], [`Token`], [`Alignment`], [`View`], and the
//! conversion of byte offsets to code points or UTF-16 units ([`OffsetCursor`]).
//!
//! A stage reads a [`View`]: the source text with marks, tatweel and invisible controls left out.
//! Every offset inside the pipeline is a byte offset into [`View::text`]; [`Alignment`] leads back
//! to bytes of the source, and [`OffsetCursor`] from there to the unit a reader asks for.
//!
//! ```
//! use warraq_text::{Alignment, AlignmentBuilder, Span};
//!
//! // Source "كتـاب" (10 bytes), view "كتاب": the tatweel at bytes 4..6 was dropped.
//! let mut alignment = Alignment::default();
//! let mut builder = AlignmentBuilder::new(&mut alignment, 10);
//! builder.keep(4);
//! builder.drop_attached(2);
//! builder.keep(4);
//! assert_eq!(alignment.to_source(Span::new(0, 8)), Span::new(0, 10));
//! assert_eq!(alignment.to_view(Span::new(0, 10)), Span::new(0, 8));
//! ```

mod alignment;
mod edits;
mod index;
mod offset;
mod span;
mod token;

pub use alignment::{Alignment, AlignmentBuilder};
pub use edits::{Edit, Edits};
pub use index::{OffsetIndex, Places};
pub use offset::{OffsetCursor, OffsetUnit};
pub use span::Span;
pub use token::{Token, TokenKind};

/// Folded text and the way back to the source it was made from.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct View {
    /// The folded text; all spans of the stages are byte offsets into it.
    pub text: String,
    /// Leads from spans of `text` to spans of the source.
    pub alignment: Alignment,
}

impl View {
    /// The part of the view that `span` covers.
    ///
    /// # Panics
    /// If `span` is not on character boundaries inside the view.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The places where the view differs from `source`, the text it was made of, from left to right.
    #[must_use]
    pub fn edits<'v>(&'v self, source: &'v str) -> Edits<'v> {
        Edits::new(self, source)
    }

    /// The alignment with spans in `unit`. Reads both texts once.
    #[must_use]
    pub fn places<'v>(&'v self, source: &'v str, unit: OffsetUnit) -> Places<'v> {
        Places::new(self, source, unit)
    }

    /// Empties the view and keeps its memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.alignment.clear();
    }
}
