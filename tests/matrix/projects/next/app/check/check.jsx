'use client';

import { useEffect } from 'react';
import { show } from '../../../app.js';

/** The same in the browser; on the server it renders, and imports the package, too. */
export function Check() {
  useEffect(() => {
    show();
  }, []);
  return <p>client</p>;
}
