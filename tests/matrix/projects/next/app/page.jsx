import { load } from 'liangyan';
import { Check } from './check/check.jsx';

// Rendered on the server, on every request.
export const dynamic = 'force-dynamic';

export default async function Page() {
  const engine = await load();
  const server = `${engine.kind} ${engine.check('you are a worthless idiot').level}`;
  engine.free();
  return (
    <main data-server={server}>
      <Check />
    </main>
  );
}
