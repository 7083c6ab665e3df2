import type { ReactNode } from 'react';
import { ConsoleFrame } from '../console-frame';

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return <ConsoleFrame>{children}</ConsoleFrame>;
}
