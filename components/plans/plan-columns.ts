/** Shared by the head and the rows of the list of plans. */
export const columns = {
  display: 'grid',
  gridTemplateColumns: '232px 250px minmax(0, 1fr) 110px 190px 116px 28px',
  columnGap: 20,
  alignItems: 'center',
  '@media (max-width: 1360px)': {
    gridTemplateColumns: '232px 220px minmax(0, 1fr) 104px 176px 28px',
    columnGap: 16,
    '& .changed': { display: 'none' },
  },
} as const;
