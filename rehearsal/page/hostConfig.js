/** How cards look in this room: sizes and colours in the manner of Teams, light and dark. */

const palettes = {
  light: {
    text: '#242424',
    subtle: '#5c5c5c',
    accent: '#4f52b2',
    good: '#0b6a0b',
    warning: '#835b00',
    attention: '#b10e1c',
    back: '#ffffff',
    emphasis: '#f2f2f2',
    accentBack: '#ebecfa',
    goodBack: '#e7f2e7',
    warningBack: '#fff4ce',
    attentionBack: '#fdf0f1',
    line: '#d1d1d1',
  },
  dark: {
    text: '#ffffff',
    subtle: '#c7c7c7',
    accent: '#aab0ff',
    good: '#92c353',
    warning: '#fde300',
    attention: '#f9a3ab',
    back: '#292929',
    emphasis: '#363636',
    accentBack: '#30325c',
    goodBack: '#173a17',
    warningBack: '#433500',
    attentionBack: '#4a1a20',
    line: '#525252',
  },
};

export function hostConfig(theme) {
  const palette = palettes[theme];
  const pair = (colour) => ({ default: colour, subtle: colour });
  const foregroundColors = {
    default: { default: palette.text, subtle: palette.subtle },
    dark: pair(palettes.light.text),
    light: pair(palettes.dark.text),
    accent: pair(palette.accent),
    good: pair(palette.good),
    warning: pair(palette.warning),
    attention: pair(palette.attention),
  };
  const style = (backgroundColor) => ({ backgroundColor, foregroundColors });
  return {
    supportsInteractivity: true,
    fontFamily: 'inherit',
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 14 },
    separator: { lineThickness: 1, lineColor: palette.line },
    imageSizes: { small: 32, medium: 56, large: 96 },
    containerStyles: {
      default: style(palette.back),
      emphasis: style(palette.emphasis),
      accent: style(palette.accentBack),
      good: style(palette.goodBack),
      warning: style(palette.warningBack),
      attention: style(palette.attentionBack),
    },
    actions: {
      maxActions: 6,
      spacing: 'medium',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      allowTitleToWrap: true,
      showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'bolder' },
        optionalInputs: { weight: 'bolder' },
      },
      errorMessage: { color: 'attention', spacing: 'small', weight: 'bolder' },
    },
    textBlock: { headingLevel: 3 },
    textStyles: {
      heading: { size: 'large', weight: 'bolder', color: 'default', isSubtle: false },
      columnHeader: { size: 'default', weight: 'bolder', color: 'default', isSubtle: false },
    },
    factSet: {
      title: { weight: 'bolder', wrap: true, maxWidth: 160 },
      value: { wrap: true },
      spacing: 12,
    },
    table: { cellSpacing: 8 },
  };
}
