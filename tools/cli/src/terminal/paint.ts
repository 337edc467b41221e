import pc from 'picocolors';

const { env, stdout } = process;
const forced = Boolean(env.FORCE_COLOR) && env.FORCE_COLOR !== '0';

/** Colours for the terminal; plain text where stdout is none, or NO_COLOR is set (https://no-color.org). */
export const paint: ReturnType<typeof pc.createColors> = pc.createColors(
  !env.NO_COLOR && (forced || (stdout.isTTY === true && env.TERM !== 'dumb')),
);
