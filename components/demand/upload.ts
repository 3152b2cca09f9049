"use client";

import { useCallback, useRef } from "react";
import { useTranslations } from "next-intl";
import { type FileAnswer, sendFile } from "@/components/file/send-file";
import type { FilePurpose } from "@/server/modules/file/contract";

type Uploads = {
  /** The files chosen now; they are sent only with the form. */
  readonly take: (files: readonly File[]) => void;
  /** Sends what was not sent before and answers the ids; throws a sentence naming the file that was refused. */
  readonly send: () => Promise<string[]>;
};

/** Files that go with a form: sent when it is, each once, however often the form is tried again. */
export function useUploads(org: string, purpose: FilePurpose): Uploads {
  const t = useTranslations("demand.detail");
  const chosen = useRef<readonly File[]>([]);
  const sent = useRef(new Map<File, string>());
  const one = async (file: File): Promise<string> => {
    const before = sent.current.get(file);
    if (before) return before;
    const answer = await sendFile(org, purpose, file).catch((): FileAnswer => ({}));
    if (!answer.fileId || answer.state === "refused") throw new UploadRefused(t("fileRefused", { name: file.name }), answer.reason || [answer.what, answer.todo].filter(Boolean).join(" ") || t("fileLost"));
    sent.current.set(file, answer.fileId);
    return answer.fileId;
  };
  const send = async () => {
    const ids: string[] = [];
    for (const file of chosen.current) ids.push(await one(file));
    return ids;
  };
  const take = useCallback((files: readonly File[]) => {
    chosen.current = files;
  }, []);
  return { take, send };
}

/** Told like a call the server refused, so that the form says it in the same place. */
class UploadRefused extends Error {
  readonly data: { readonly what: string; readonly why: string };
  constructor(what: string, why: string) {
    super(what);
    this.data = { what, why };
  }
}
