// Without the theme's own fonts: those of the reader's system are there at once.
import DefaultTheme from 'vitepress/theme-without-fonts';
import { nextTick, onMounted, watch } from 'vue';
import { useRoute, type Theme } from 'vitepress';
import MermaidDiagram from './MermaidDiagram.vue';
import { keepTabs, showTabs } from './tabs';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('MermaidDiagram', MermaidDiagram);
  },
  setup() {
    const route = useRoute();
    onMounted(() => {
      keepTabs();
      showTabs();
    });
    watch(() => route.path, () => nextTick(showTabs));
  },
} satisfies Theme;
