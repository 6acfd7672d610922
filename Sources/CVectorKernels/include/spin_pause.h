#ifndef SPIN_PAUSE_H
#define SPIN_PAUSE_H

// Tells the CPU that this thread waits in a loop for another; Swift has no name for it.
static inline void spin_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

#endif
