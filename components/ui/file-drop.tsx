"use client";

import { FileUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef, useState, type DragEvent, type ReactNode } from "react";

type FileDropProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** As the attribute of a file input: ".pdf,image/png". The server checks again. */
  accept?: string;
  maxBytes?: number;
  multiple?: boolean;
  required?: boolean;
  error?: ReactNode;
  disabledReason?: string | null;
  onFiles?: (files: File[]) => void;
};

const size = (bytes: number) => (bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1_048_576).toFixed(1)} MB`);

const fits = (file: File, accept: string) =>
  accept.split(",").some((rule) => {
    const kind = rule.trim().toLowerCase();
    if (kind.startsWith(".")) return file.name.toLowerCase().endsWith(kind);
    return kind.endsWith("/*") ? file.type.startsWith(kind.slice(0, -1)) : file.type === kind;
  });

/** Takes files by drag or by choice, says what was taken, and refuses early what would be refused later. */
export function FileDrop({ name, label, hint, accept, maxBytes, multiple, required, error, disabledReason, onFiles }: FileDropProps) {
  const t = useTranslations("ui");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<File[]>([]);
  const [refused, setRefused] = useState<string>();
  const [over, setOver] = useState(false);
  const problem = refused ?? error;

  const refusal = (file: File) => {
    if (file.size === 0) return t("file.empty", { name: file.name });
    if (maxBytes && file.size > maxBytes) return t("file.tooLarge", { name: file.name, size: size(file.size), limit: size(maxBytes) });
    if (accept && !fits(file, accept)) return t("file.wrongKind", { name: file.name, accept });
    return undefined;
  };
  /** The input carries exactly the files shown, so that a plain form sends them. */
  const take = (given: File[]) => {
    const chosen = multiple ? given : given.slice(0, 1);
    const good = chosen.filter((file) => !refusal(file));
    const transfer = new DataTransfer();
    for (const file of good) transfer.items.add(file);
    if (input.current) input.current.files = transfer.files;
    setRefused(chosen.map(refusal).find(Boolean));
    setFiles(good);
    onFiles?.(good);
  };
  /** Where several may be chosen, another choice adds to the first. */
  const add = (given: FileList) => {
    const same = (one: File, other: File) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
    take(multiple ? [...files, ...[...given].filter((file) => !files.some((one) => same(one, file)))] : [...given]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabledReason) add(event.dataTransfer.files);
  };

  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-[540]">
        {label}
      </label>
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`relative grid min-h-24 justify-items-center gap-1 rounded-lg border border-dashed px-4 py-5 text-center has-focus-visible:outline-2 has-focus-visible:outline-focus ${over ? "border-ink bg-sunk" : "border-edge bg-sheet"}`}
      >
        <FileUp aria-hidden size={18} className="text-ink-3" />
        <span>{t(multiple ? "file.dropMany" : "file.dropOne")}</span>
        <span id={`${id}-hint`} className="small">
          {[hint, maxBytes ? t("file.limit", { limit: size(maxBytes) }) : null].filter(Boolean).map((part, index) => (
            <span key={index} className="mx-1">
              {part}
            </span>
          ))}
        </span>
        <input
          ref={input}
          id={id}
          type="file"
          name={name}
          accept={accept}
          multiple={multiple}
          required={required}
          disabled={Boolean(disabledReason)}
          aria-invalid={problem ? true : undefined}
          aria-describedby={`${id}-hint ${id}-state`}
          onChange={({ target }) => target.files && add(target.files)}
          className="absolute inset-0 cursor-pointer opacity-0 disabled:cursor-not-allowed"
        />
      </div>
      <div id={`${id}-state`} role="status">
        {disabledReason ? <p className="small">{disabledReason}</p> : null}
        {problem ? <p className="text-small text-stop">{problem}</p> : null}
        {files.map((file) => (
          <p key={`${file.name}${file.size}`} className="flex items-center gap-2">
            <span className="min-w-0 truncate">{file.name}</span>
            <span className="small num">
              {size(file.size)} · {file.type || t("file.unknownKind")}
            </span>
            <button
              type="button"
              aria-label={t("file.remove", { name: file.name })}
              onClick={() => take(files.filter((one) => one !== file))}
              className="grid size-6 place-items-center rounded-xs text-ink-3 hover:bg-sunk"
            >
              <X aria-hidden size={13} />
            </button>
          </p>
        ))}
      </div>
    </div>
  );
}
