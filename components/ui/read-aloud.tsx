/** What a screen reader says as soon as it changes, and nobody sees. */
export function ReadAloud({ children }: { children: string }) {
  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      {children}
    </div>
  );
}
