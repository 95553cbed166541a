/** One line of progress: what is being done, the step it is at, and for how long. */
export type Progress = {
  /** Shows the step that begins. */
  note(step: string): void;
  /** Ends the line: a tick, the label, `detail` and the time taken. */
  done(detail: string): void;
  /** Ends the line with a cross. */
  failed(detail: string): void;
};

/** Where progress is written: process.stdout, or process.stderr where stdout is for machines. */
export type Terminal = { write(text: string): unknown; isTTY?: boolean };

const HEARTBEAT_MS = 30_000;

/**
 * Begins a line. On a terminal it is redrawn every second with the time so far; elsewhere (a CI log) each step
 * is a line of its own, and the time is told every 30 seconds.
 */
export function startProgress(label: string, out: Terminal = process.stderr, now = Date.now): Progress {
  const begun = now();
  const elapsed = () => formatElapsed(now() - begun);
  let step = '';
  const draw = () => {
    if (out.isTTY) out.write(`\r\x1b[K… ${label.padEnd(22)}  ${step}  ${elapsed()}`);
    else if (step) out.write(`  ${label}: ${step}${now() - begun < 1_000 ? '' : `  (${elapsed()})`}\n`);
  };
  const timer = setInterval(draw, out.isTTY ? 1_000 : HEARTBEAT_MS);
  timer.unref();
  draw();
  const end = (mark: string, detail: string) => {
    clearInterval(timer);
    out.write(
      `${out.isTTY ? '\r\x1b[K' : ''}${mark} ${label.padEnd(22)}  ${detail.padEnd(56)}  ${elapsed()}\n`,
    );
  };
  return {
    note(next) {
      step = next;
      draw();
    },
    done: (detail) => end('✔', detail),
    failed: (detail) => end('✘', detail),
  };
}

/** A duration in words: "12 s", "1 min 30 s". */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
