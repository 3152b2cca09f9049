"use client";

import "./globals.css";

type Props = { error: Error & { digest?: string }; retry: () => void };

/** When even the frame of the page fails there is no language chosen: both are said. */
export default function GlobalError({ error, retry }: Props) {
  return (
    <html lang="zh-CN">
      <body>
        <main className="mx-auto grid max-w-[640px] gap-3 px-4 pt-[12vh]">
          <h1>页面出了意外的问题</h1>
          <p>请稍后再试；如仍然出现，请把请求编号告诉平台运营。</p>
          <p lang="en">Something went wrong that nobody foresaw. Please try again in a moment, or give the request id to the operators.</p>
          {error.digest ? <p className="small num">{error.digest}</p> : null}
          <p>
            <button type="button" className="link" onClick={retry}>
              再试一次 · Try again
            </button>
          </p>
        </main>
      </body>
    </html>
  );
}
