use std::sync::{Condvar, Mutex, PoisonError};

/// Bounds the bytes in flight.
pub(super) struct Budget {
    limit: usize,
    used: Mutex<usize>,
    freed: Condvar,
}

impl Budget {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, used: Mutex::new(0), freed: Condvar::new() }
    }

    /// Waits until `bytes` more are within the limit, or nothing else is in flight.
    pub(super) fn take(&self, bytes: usize) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let mut used = self
            .freed
            .wait_while(used, |used| *used > 0 && used.saturating_add(bytes) > self.limit)
            .unwrap_or_else(PoisonError::into_inner);
        *used = used.saturating_add(bytes);
    }

    pub(super) fn give_back(&self, bytes: usize) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        *used = used.saturating_sub(bytes);
        self.freed.notify_one();
    }
}
