/**
 * The words of the control memory that threads share. One job lies there at a time. Every thread that finds it takes
 * one piece after another, so a thread that the system holds up delays the piece it is at and nothing else.
 */
export const words = {
  /** Counts the jobs; threads sleep on it. */
  POSTED: 0,
  /** 1 while pieces of the job may be taken. */
  OPEN: 1,
  /** First unit that nobody has taken. */
  NEXT: 16,
  /** Threads that are looking at the job, which stays as it is until there are none. */
  ACTIVE: 32,
  /** Which export of the kernels to call. */
  KERNEL: 2,
  /** With how many numbers, before begin and end. */
  COUNT: 3,
  /** Units of a piece, and of the job. */
  PIECE: 4,
  TOTAL: 5,
  /** Threads that must be woken. */
  SLEEPERS: 6,
  /** 1 while the caller sleeps until nobody is active. */
  WAITING: 7,
  /** 1 once a kernel has trapped. */
  FAILED: 8,
  /** Helper threads that have started. */
  READY: 9,
  /** 1 once a helper could not start: what is ready is all there will be. */
  LOST: 10,
  /** 1 once nobody will post a job again: helpers end. */
  OVER: 11,
  /** Address of each helper's workspace, from here on. */
  WORKSPACES: 48,
} as const;
