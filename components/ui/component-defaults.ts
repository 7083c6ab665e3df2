import type { Components, CssVarsTheme, Theme } from '@mui/material/styles';

const field = {
  fontSize: 13,
  background: 'var(--surface)',
  '& .MuiOutlinedInput-notchedOutline': { borderColor: 'var(--line2)' },
  '&:hover .MuiOutlinedInput-notchedOutline': { borderColor: 'var(--edge)' },
  '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderColor: 'var(--acc)', borderWidth: 2 },
};

/** How MUI's components look here: small, flat, lines instead of shadows. */
export const componentDefaults: Components<Omit<Theme, 'components' | 'palette'> & CssVarsTheme> = {
  MuiButtonBase: {
    defaultProps: { disableRipple: true },
    styleOverrides: {
      root: { fontFamily: 'var(--sans)', '&.Mui-focusVisible': { outline: '2px solid var(--acc)', outlineOffset: 2 } },
    },
  },
  MuiButton: {
    defaultProps: { size: 'small', disableElevation: true, variant: 'outlined', color: 'primary' },
    styleOverrides: {
      root: {
        height: 32,
        padding: '0 12px',
        borderRadius: 6,
        minWidth: 0,
        whiteSpace: 'nowrap',
        gap: 7,
        fontSize: 13,
        transition: 'background-color 120ms, border-color 120ms, opacity 120ms',
        '& svg': { flex: 'none' },
      },
      outlined: {
        borderColor: 'var(--line2)',
        background: 'var(--raised)',
        color: 'var(--ink)',
        boxShadow: 'var(--shadow1)',
        '&:hover': { background: 'var(--hover)', borderColor: 'var(--edge)' },
        '&.Mui-disabled': { borderColor: 'var(--line)', color: 'var(--ink3)', background: 'var(--surface)' },
        '&.MuiButton-colorError': { color: 'var(--bad)', borderColor: 'var(--bad-line)' },
      },
      contained: {
        '&.MuiButton-colorPrimary:hover': { background: 'var(--pri)', opacity: 0.88 },
        '&.Mui-disabled': { background: 'var(--idle-bg)', color: 'var(--ink3)' },
      },
      text: { color: 'var(--ink2)', padding: '0 8px', '&:hover': { background: 'var(--hover)', color: 'var(--ink)' } },
    },
  },
  MuiIconButton: {
    defaultProps: { size: 'small' },
    styleOverrides: {
      root: {
        width: 28,
        height: 28,
        padding: 0,
        borderRadius: 6,
        color: 'var(--ink2)',
        '&:hover': { background: 'var(--hover)', color: 'var(--ink)' },
      },
    },
  },
  MuiPaper: {
    defaultProps: { elevation: 0 },
    styleOverrides: {
      root: { border: '1px solid var(--line)', backgroundImage: 'none' },
      rounded: { borderRadius: 8 },
    },
  },
  MuiMenu: {
    defaultProps: { slotProps: { transition: { timeout: 120 } } },
    styleOverrides: {
      paper: { background: 'var(--raised)', borderColor: 'var(--line2)', boxShadow: 'var(--shadow2)', marginTop: 4 },
      list: { padding: 4 },
    },
  },
  MuiMenuItem: {
    styleOverrides: {
      root: {
        fontSize: 13,
        minHeight: 32,
        borderRadius: 4,
        padding: '4px 10px',
        gap: 8,
        '&:hover': { background: 'var(--hover)' },
        '&.Mui-selected, &.Mui-selected:hover': { background: 'var(--acc-bg)', color: 'var(--acc)' },
        '&.Mui-focusVisible': { background: 'var(--hover)', outlineOffset: -2 },
      },
    },
  },
  MuiDialog: {
    styleOverrides: {
      paper: {
        background: 'var(--raised)',
        borderColor: 'var(--line2)',
        boxShadow: 'var(--shadow2)',
        borderRadius: 12,
      },
    },
  },
  MuiDialogTitle: {
    styleOverrides: { root: { fontSize: 15, lineHeight: '22px', fontWeight: 600, padding: '16px 20px 8px' } },
  },
  MuiDialogContent: { styleOverrides: { root: { padding: '4px 20px 16px' } } },
  MuiDialogActions: { styleOverrides: { root: { padding: '12px 20px', borderTop: '1px solid var(--line)', gap: 8 } } },
  MuiTooltip: {
    defaultProps: { enterDelay: 400, enterNextDelay: 400 },
    styleOverrides: {
      tooltip: { background: 'var(--pri)', color: 'var(--onpri)', fontSize: 12, lineHeight: '18px', fontWeight: 400 },
    },
  },
  MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
  MuiFormControl: { defaultProps: { size: 'small' } },
  MuiSelect: { defaultProps: { size: 'small' } },
  MuiOutlinedInput: {
    defaultProps: { size: 'small', notched: false },
    styleOverrides: {
      root: field,
      input: { padding: '0 10px', height: 32, boxSizing: 'border-box', lineHeight: '32px' },
      multiline: { padding: '7px 10px', '& textarea': { padding: 0, height: 'auto', lineHeight: '20px' } },
    },
  },
  MuiFormHelperText: { styleOverrides: { root: { margin: '4px 0 0', fontSize: 12, lineHeight: '16px' } } },
  MuiCheckbox: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 4, color: 'var(--edge)' } } },
  MuiRadio: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 4, color: 'var(--edge)' } } },
  MuiLink: { defaultProps: { underline: 'hover', color: 'info' } },
  MuiSkeleton: {
    defaultProps: { animation: false },
    styleOverrides: { root: { background: 'var(--sunken)', transform: 'none' } },
  },
};
