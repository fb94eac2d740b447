import { createTheme } from '@mantine/core';
import type { MantineThemeOverride } from '@mantine/core';

/** Where menus and lists to choose from are drawn: inside the page, so that they belong to its main part. */
export const layersId = 'pb-layers';

const look = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 7 },
  fontFamily: 'var(--pb-font)',
  fontFamilyMonospace: 'var(--pb-mono)',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '11.5px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '20px' },
  headings: { fontWeight: '650' },
  colors: {
    // The seventh is behind white words.
    red: [
      '#fff5f5',
      '#ffe3e3',
      '#ffc9c9',
      '#ffa8a8',
      '#ff8787',
      '#ff6b6b',
      '#fa5252',
      '#d92c2c',
      '#c92a2a',
      '#b02525',
    ],
    dark: [
      '#e9eaee',
      '#c3c7cf',
      '#9ba1ac',
      '#666c78',
      '#434753',
      '#343842',
      '#262932',
      '#1e2027',
      '#17181d',
      '#121318',
    ],
  },
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Modal: { defaultProps: { radius: 'lg', centered: true } },
    // The first item has the focus at once; an empty place before it is no item of a menu.
    Menu: { defaultProps: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { portalProps: { target: `#${layersId}` } } },
  },
});

/**
 * The look of Mantine's parts, matched to the tokens of `tokens.css`; `close` is what the button of
 * a note is called.
 */
export function themeFor(close: string): MantineThemeOverride {
  const Notification = { defaultProps: { closeButtonProps: { 'aria-label': close } } };
  return { ...look, components: { ...look.components, Notification } };
}
