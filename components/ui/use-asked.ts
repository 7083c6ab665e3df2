'use client';
import { useState } from 'react';

/** True since something was opened for the first time: it is loaded then, and stays for the way it closes. */
export function useAsked(open: boolean): boolean {
  const [asked, setAsked] = useState(open);
  if (open && !asked) setAsked(true);
  return asked || open;
}
