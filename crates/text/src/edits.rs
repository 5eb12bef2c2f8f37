use crate::{Span, View};

/// A place where a view differs from its source: a run that was left out, or a character or piece
/// that was written differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edit {
    /// What was written, in bytes of the view; empty where source was left out.
    pub view: Span,
    /// What it was written for, in bytes of the source.
    pub source: Span,
}

/// The [`Edit`]s of a view, from left to right; see [`View::edits`].
///
/// ```
/// use warraq_text::{Alignment, AlignmentBuilder, Span, View};
///
/// let mut view = View { text: "كتاب".to_owned(), ..View::default() };
/// let mut builder = AlignmentBuilder::new(&mut view.alignment, 10);
/// builder.keep(4);
/// builder.drop_attached(2);
/// builder.keep(4);
/// let edits: Vec<_> = view.edits("كتـاب").collect();
/// assert_eq!((edits[0].view, edits[0].source), (Span::new(4, 4), Span::new(4, 6)));
/// ```
#[derive(Debug, Clone)]
pub struct Edits<'v> {
    view: &'v View,
    source: &'v str,
    /// The view before it and the source before it have been compared.
    at: (usize, usize),
}

impl<'v> Edits<'v> {
    pub(crate) fn new(view: &'v View, source: &'v str) -> Self {
        Self { view, source, at: (0, 0) }
    }

    /// Steps over source that is written as it was, in great strides.
    fn skip_equal(&mut self) {
        const STRIDE: usize = 256;
        let (view, source) = (self.view.text.as_bytes(), self.source.as_bytes());
        let even = self.view.alignment.next_uneven(offset(self.at.1)) as usize;
        let mut stride = even.saturating_sub(self.at.1);
        while stride > 0 {
            let (v, s) = self.at;
            let len = stride.min(STRIDE);
            match (view.get(v..v + len), source.get(s..s + len)) {
                (Some(written), Some(read)) if written == read => {
                    self.at = (v + len, s + len);
                    stride -= len;
                }
                _ => break,
            }
        }
        // Back to the beginning of a character, which is the same in both.
        while !self.source.is_char_boundary(self.at.1) {
            self.at = (self.at.0 - 1, self.at.1 - 1);
        }
    }

    fn edit(&mut self, view_len: usize, source_len: usize) -> Edit {
        let (v, s) = self.at;
        self.at = (v + view_len, s + source_len);
        Edit {
            view: Span::new(offset(v), offset(self.at.0)),
            source: Span::new(offset(s), offset(self.at.1)),
        }
    }

    /// Length of the source from here that was left out.
    fn dropped(&self) -> usize {
        let alignment = &self.view.alignment;
        let start = self.at.1;
        let mut end = start;
        while end < self.source.len() && alignment.is_dropped(offset(end)) {
            end += 1;
        }
        end - start
    }
}

impl Iterator for Edits<'_> {
    type Item = Edit;

    fn next(&mut self) -> Option<Edit> {
        loop {
            self.skip_equal();
            let (v, s) = self.at;
            let read = self.source.get(s..)?.chars().next()?;
            let at = offset(s);
            if let Some((view, source)) = self.view.alignment.piece_at(at) {
                return Some(self.edit(view.len() as usize, source.len() as usize));
            }
            if self.view.alignment.is_dropped(at) {
                let dropped = self.dropped();
                return Some(self.edit(0, dropped));
            }
            let written = self.view.text.get(v..)?.chars().next()?;
            if read != written {
                return Some(self.edit(written.len_utf8(), read.len_utf8()));
            }
            self.at = (v + written.len_utf8(), s + read.len_utf8());
        }
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("texts are shorter than 4 GiB")
}
