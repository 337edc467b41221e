import { withBase } from 'vitepress';
import { onMounted } from 'vue';

interface Runtime {
  start(options: { base: string }): void;
}

/** Brings the page to life once Vue has taken over its HTML. Later pages need nothing: elements upgrade themselves. */
export function loadRuntime(): void {
  onMounted(async () => {
    const runtime: Runtime = await import(/* @vite-ignore */ withBase('/zg/runtime.js'));
    runtime.start({ base: withBase('/') });
  });
}
