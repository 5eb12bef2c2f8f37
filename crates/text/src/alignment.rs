use crate::Span;

/// The way from a view back to its source: a list of the places where the two differ.
///
/// Between two edits the view is a copy of the source, so an offset moves by a constant. An edit is
/// a piece of source that was left out, or one that was written differently. What was left out is
/// either *attached* to the character before it (a vowel mark, a tatweel: part of the word's
/// surface) or a *gap* (a bidi control: part of no word's surface).
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Alignment {
    edits: Vec<Edit>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edit {
    /// Where the edit stands in the view; empty where source was left out.
    view: Span,
    source: Span,
    /// End of the part of `source` that belongs to the character before the edit.
    attached_end: u32,
}

impl Alignment {
    /// Forgets all edits and keeps the memory.
    pub fn clear(&mut self) {
        self.edits.clear();
    }

    /// Whether view and source are the same text.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.edits.is_empty()
    }

    /// The places where view and source differ, from left to right: the piece of the view (empty
    /// where source was left out) and the piece of source it stands for.
    pub fn edits(&self) -> impl ExactSizeIterator<Item = (Span, Span)> + '_ {
        self.edits.iter().map(|edit| (edit.view, edit.source))
    }

    /// Records that `source` was left out at the view's offset `at` and belongs to the character
    /// before it. Edits are recorded from left to right.
    pub fn drop_attached(&mut self, at: u32, source: Span) {
        match self.open_deletion(at, source) {
            Some(edit) => {
                if edit.attached_end == edit.source.end {
                    edit.attached_end = source.end;
                }
                edit.source.end = source.end;
            }
            None => self.push(Span::new(at, at), source, source.end),
        }
    }

    /// Records that `source` was left out at the view's offset `at` and belongs to no character.
    pub fn drop_gap(&mut self, at: u32, source: Span) {
        match self.open_deletion(at, source) {
            Some(edit) => edit.source.end = source.end,
            None => self.push(Span::new(at, at), source, source.start),
        }
    }

    /// Records that `source` was written as the piece `view`, which stands for it as a whole.
    pub fn replace(&mut self, view: Span, source: Span) {
        self.push(view, source, source.end);
    }

    fn push(&mut self, view: Span, source: Span, attached_end: u32) {
        self.edits.push(Edit { view, source, attached_end });
    }

    /// The deletion that ends where a new one at `at` begins.
    fn open_deletion(&mut self, at: u32, source: Span) -> Option<&mut Edit> {
        self.edits.last_mut().filter(|edit| {
            edit.view.is_empty() && edit.view.start == at && edit.source.end == source.start
        })
    }

    /// The source span that the view's `span` stands for: from its first character to its last
    /// with what is attached to it. O(log edits).
    #[must_use]
    pub fn to_source(&self, span: Span) -> Span {
        let start = self.source_start(span.start);
        Span { start, end: self.source_end(span.end).max(start) }
    }

    /// The view span that covers what is left of the source's `span`. O(log edits).
    #[must_use]
    pub fn to_view(&self, span: Span) -> Span {
        let start = self.view_offset(span.start, |edit| edit.view.start);
        Span { start, end: self.view_offset(span.end, |edit| edit.view.end).max(start) }
    }

    /// The part of `source` that the view's `span` stands for.
    #[must_use]
    pub fn source_text<'s>(&self, span: Span, source: &'s str) -> &'s str {
        self.to_source(span).of(source)
    }

    /// Where the character at the view's offset `at` begins in the source.
    fn source_start(&self, at: u32) -> u32 {
        // The last edit that begins at or before `at`.
        let Some(edit) = self.edits[..self.edits.partition_point(|e| e.view.start <= at)].last()
        else {
            return at;
        };
        if at < edit.view.end { edit.source.start } else { edit.source.end + (at - edit.view.end) }
    }

    /// Where the character that ends at the view's offset `at` ends in the source.
    fn source_end(&self, at: u32) -> u32 {
        let before = self.edits.partition_point(|e| e.view.start < at);
        let end = match self.edits[..before].last() {
            None => at,
            Some(edit) if at < edit.view.end => edit.source.end,
            Some(edit) => edit.source.end + (at - edit.view.end),
        };
        match self.edits.get(before) {
            Some(edit) if edit.view.start == at && edit.view.is_empty() => edit.attached_end,
            _ => end,
        }
    }

    fn view_offset(&self, at: u32, inside: impl Fn(&Edit) -> u32) -> u32 {
        match self.edits[..self.edits.partition_point(|e| e.source.start <= at)].last() {
            None => at,
            Some(edit) if at == edit.source.start => edit.view.start,
            Some(edit) if at < edit.source.end => inside(edit),
            Some(edit) => edit.view.end + (at - edit.source.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source "aXYbZc" → view "abQc": X attached, Y a gap, Z written as Q.
    fn sample() -> Alignment {
        let mut alignment = Alignment::default();
        alignment.drop_attached(1, Span::new(1, 2));
        alignment.drop_gap(1, Span::new(2, 3));
        alignment.replace(Span::new(2, 3), Span::new(4, 5));
        alignment
    }

    #[track_caller]
    fn check(view: (u32, u32), source: (u32, u32)) {
        let alignment = sample();
        let (view, source) = (Span::new(view.0, view.1), Span::new(source.0, source.1));
        assert_eq!(alignment.to_source(view), source);
        assert_eq!(alignment.to_view(source), view);
    }

    #[test]
    fn marks_belong_to_the_letter_before_and_controls_to_none() {
        check((0, 1), (0, 2));
        check((1, 2), (3, 4));
        check((0, 2), (0, 4));
        check((2, 3), (4, 5));
        check((0, 4), (0, 6));
        check((3, 4), (5, 6));
    }

    #[test]
    fn inside_a_replacement_stands_for_the_whole() {
        // "ﻻ" (3 bytes) written as "لا" (4 bytes).
        let mut alignment = Alignment::default();
        alignment.replace(Span::new(0, 4), Span::new(0, 3));
        assert_eq!(alignment.to_source(Span::new(0, 2)), Span::new(0, 3));
        assert_eq!(alignment.to_source(Span::new(2, 4)), Span::new(0, 3));
        assert_eq!(alignment.to_source(Span::new(4, 6)), Span::new(3, 5));
    }
}
