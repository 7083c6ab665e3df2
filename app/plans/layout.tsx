import type { ReactNode } from 'react';
import { ConsoleFrame } from '../console-frame';

export default function PlansLayout({ children }: { children: ReactNode }) {
  return <ConsoleFrame>{children}</ConsoleFrame>;
}
