//! Files that get their name when they are whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind};

/// A file that is being written under a temporary name.
pub(crate) struct Part {
    path: PathBuf,
    temporary: PathBuf,
    writer: BufWriter<File>,
    hasher: blake3::Hasher,
    bytes: u64,
    /// Up to where the file has room on the disk.
    reserved: u64,
}

/// Most bytes for which room is made on the disk at once, and how much a file must have first.
const RESERVE: RangeInclusive<u64> = 1 << 20..=16 << 20;

fn temporary(path: &Path) -> PathBuf {
    let mut name = path.to_owned().into_os_string();
    name.push(".part");
    name.into()
}

impl Part {
    /// Begins the file that will be `path`.
    ///
    /// # Errors
    /// If it cannot be made.
    pub(crate) fn create(path: PathBuf) -> Result<Self, Error> {
        let temporary = temporary(&path);
        let file = File::create(&temporary).map_err(|e| Error::output(&temporary, e))?;
        Ok(Self::new(path, temporary, file))
    }

    fn new(path: PathBuf, temporary: PathBuf, file: File) -> Self {
        let writer = BufWriter::with_capacity(128 << 10, file);
        Self { path, temporary, writer, hasher: blake3::Hasher::new(), bytes: 0, reserved: 0 }
    }

    /// Goes on with a file after its first `bytes`; what was written after them is dropped.
    ///
    /// # Errors
    /// If it is not there, is shorter, or cannot be read and written.
    pub(crate) fn resume(path: PathBuf, bytes: u64) -> Result<Self, Error> {
        let temporary = temporary(&path);
        let fault = |e| Error::output(&temporary, e);
        let mut file = OpenOptions::new().read(true).write(true).open(&temporary).map_err(fault)?;
        if file.metadata().map_err(fault)?.len() < bytes {
            let name = temporary.display();
            let reason = format!("{name} is shorter than when the run broke off: use --restart");
            return Err(ErrorKind::State(reason).into());
        }
        file.set_len(bytes).map_err(fault)?;
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(&mut file).map_err(fault)?;
        file.seek(SeekFrom::End(0)).map_err(fault)?;
        let mut part = Self::new(path, temporary, file);
        (part.hasher, part.bytes) = (hasher, bytes);
        Ok(part)
    }

    /// Bytes written so far.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// BLAKE3 of the bytes written so far, in hexadecimal digits.
    pub(crate) fn hash(&self) -> String {
        self.hasher.finalize().to_hex().to_string()
    }

    /// # Errors
    /// If the disk is full or fails.
    pub(crate) fn append(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.write_all(bytes).map_err(|e| Error::output(&self.temporary, e))
    }

    /// Waits until what was written is on disk.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub(crate) fn sync(&mut self) -> Result<(), Error> {
        self.writer
            .flush()
            .and_then(|()| self.writer.get_ref().sync_data())
            .map_err(|e| Error::output(&self.temporary, e))
    }

    /// Gives a synced file its name.
    ///
    /// # Errors
    /// If it cannot be renamed.
    pub(crate) fn publish(self) -> Result<(), Error> {
        if self.reserved > self.bytes {
            give_back_room(self.writer.get_ref());
        }
        fs::rename(&self.temporary, &self.path).map_err(|e| Error::output(&self.path, e))
    }

    /// Gives the file `path` its name if a run broke off just before.
    ///
    /// # Errors
    /// If it cannot be renamed.
    pub(crate) fn publish_late(path: &Path) -> Result<(), Error> {
        let temporary = temporary(path);
        if !path.exists() && temporary.exists() {
            if let Ok(file) = OpenOptions::new().write(true).open(&temporary) {
                give_back_room(&file);
            }
            fs::rename(&temporary, path).map_err(|e| Error::output(path, e))?;
        }
        Ok(())
    }

    /// Makes room for `len` more bytes and some after them: for a file that grows by large pieces this is
    /// half the work of finding room for each page, and it lies in one piece.
    fn reserve(&mut self, len: usize) {
        let end = self.bytes.saturating_add(len as u64);
        if self.bytes < *RESERVE.start() || end <= self.reserved {
            return;
        }
        let room = end.saturating_add(self.bytes.min(*RESERVE.end())) - self.bytes;
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{FallocateFlags, fallocate};
            // Where it cannot be done, writing works or tells why not.
            let _ = fallocate(self.writer.get_ref(), FallocateFlags::KEEP_SIZE, self.bytes, room);
        }
        self.reserved = self.bytes + room;
    }

    /// Removes the file `path` and what was written of it under a temporary name.
    pub(crate) fn remove(path: &Path) {
        // What is not there need not be removed; what cannot be removed will not be written either.
        let _ = fs::remove_file(path);
        let _ = fs::remove_file(temporary(path));
    }
}

impl Write for Part {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.reserve(buf.len());
        let n = self.writer.write(buf)?;
        self.hasher.update(&buf[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Gives back what is reserved behind the end of `file`.
fn give_back_room(file: &File) {
    // What cannot be given back is lost to others, not to the file.
    let _ = file.metadata().and_then(|metadata| file.set_len(metadata.len()));
}

/// BLAKE3 of a file, in hexadecimal digits.
pub(crate) fn hash_file(path: &Path) -> io::Result<String> {
    hash(File::open(path)?)
}

fn hash(source: impl Read) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(source)?;
    Ok(hasher.finalize().to_hex().to_string())
}

/// Waits until the names of a directory are on disk.
pub(crate) fn sync_directory(directory: &Path) {
    // Not every system lets a directory be opened; where it does not, there is nothing to wait for.
    if let Ok(directory) = File::open(directory) {
        let _ = directory.sync_all();
    }
}
