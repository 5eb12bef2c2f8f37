use std::borrow::Cow;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;

use crate::input::{Position, Reader, discover, for_each_document};
use crate::run::CHUNK_BYTES;
use crate::{Document, Error, Failure, RunOptions};

/// Calls `each` with every document of `inputs`, in their order: files, directories, `-`, as
/// [`Run`](crate::Run) takes them. A document that cannot be read comes as a [`Failure`].
///
/// # Errors
/// If an input does not exist or is of an unknown format, or `each` fails.
pub fn read<E: From<Error>>(
    inputs: &[PathBuf],
    text_field: &str,
    mut each: impl FnMut(Result<Document<'_>, Failure>) -> Result<(), E>,
) -> Result<(), E> {
    let options = RunOptions { text_field: text_field.to_owned(), ..RunOptions::default() };
    let inventory = discover(inputs, Path::new(""), &options)?;
    let bytes_read = AtomicU64::new(0);
    let reader = Reader::new(&inventory.files, &options, CHUNK_BYTES, &bytes_read);
    let (mut buffer, mut result) = (Vec::new(), Ok(()));
    let mut take = |id: Cow<'_, str>, document: Result<Document<'_>, String>| {
        if result.is_ok() {
            result = each(document.map_err(|reason| Failure { id: id.into_owned(), reason }));
        }
        if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    for failure in inventory.failures {
        let _ = take(Cow::Owned(failure.id), Err(failure.reason));
    }
    let _ = reader.send_all(Position::default(), &mut |chunk| {
        let mut flow = ControlFlow::Continue(());
        let (files, work) = (&inventory.files, &chunk.work);
        for_each_document(files, work, &mut buffer, &bytes_read, &mut |_, id, raw| {
            let document = raw.and_then(|raw| raw.document(&id, &options));
            flow = take(id.clone(), document);
        });
        if let Some(broken) = &chunk.broken {
            flow = take(Cow::Borrowed(&broken.id), Err(broken.reason.clone()));
        }
        flow
    });
    result
}
