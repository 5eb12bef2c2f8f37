/// Asks for the line of cache at `place` before it is read; any place will do.
#[inline(always)]
#[allow(unused_variables, reason = "not every processor is asked")]
pub(crate) fn fetch<T>(place: *const T) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: nothing is read.
        #[expect(unsafe_code, reason = "an instruction that only hints")]
        #[allow(unused_unsafe, reason = "of some versions of the compiler it is unsafe")]
        unsafe {
            _mm_prefetch::<_MM_HINT_T0>(place.cast());
        }
    }
}
