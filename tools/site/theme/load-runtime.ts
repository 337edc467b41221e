import { useRoute, withBase } from 'vitepress';
import { onMounted, watch } from 'vue';

interface Runtime {
  start(options: { base: string }): void;
}

/** Brings the page to life once Vue has taken over its HTML. Elements of later pages upgrade themselves. */
export function loadRuntime(): void {
  const route = useRoute();
  onMounted(() => {
    void start();
    watch(() => route.path, loadDemo, { immediate: true, flush: 'post' });
  });
}

async function start(): Promise<void> {
  try {
    const runtime: Runtime = await import(/* @vite-ignore */ new URL(withBase('/zg/runtime.js'), location.href).href);
    runtime.start({ base: withBase('/') });
  } catch (error) {
    document.documentElement.dataset.zg = 'failed'; // pages show what they show without JavaScript
    console.error(error);
  }
}

async function loadDemo(): Promise<void> {
  if (!document.querySelector('zg-demo')) return;
  const { defineDemo } = await import('./demo/define.ts');
  defineDemo();
}
