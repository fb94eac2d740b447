import { createTheme } from '@mantine/core';

/** The look of Mantine's parts, matched to the tokens of `tokens.css`. */
export const theme = createTheme({
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
    Menu: { defaultProps: { shadow: 'md', radius: 'md' } },
  },
});
