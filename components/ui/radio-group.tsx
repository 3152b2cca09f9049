import { useId, type ChangeEventHandler, type ReactNode, type Ref } from "react";
import { Choice } from "./choice";

type RadioOption = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

type RadioGroupProps = {
  legend: ReactNode;
  name: string;
  options: readonly RadioOption[];
  defaultValue?: string;
  value?: string;
  onChange?: ChangeEventHandler<HTMLInputElement>;
  onBlur?: () => void;
  hint?: ReactNode;
  error?: ReactNode;
  row?: boolean;
  /** Reaches the first choice, to lead the focus to it. */
  focusRef?: Ref<HTMLInputElement>;
};

/** One of a few. */
export function RadioGroup({ legend, name, options, defaultValue, value, onChange, onBlur, hint, error, row, focusRef }: RadioGroupProps) {
  const id = useId();
  const chosen = (option: string) => (value === undefined ? { defaultChecked: defaultValue === option } : { checked: value === option });
  return (
    <fieldset aria-describedby={`${hint ? `${id}-hint ` : ""}${error ? `${id}-error` : ""}`.trim() || undefined}>
      <legend className="mb-1 font-[540]">{legend}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="small mb-1">
          {hint}
        </p>
      ) : null}
      <div className={row ? "flex flex-wrap gap-x-5 gap-y-1" : "grid gap-1"}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type="radio"
            look="tick"
            ref={index === 0 ? focusRef : undefined}
            name={name}
            value={option.value}
            label={option.label}
            hint={option.hint}
            disabled={option.disabled}
            onChange={onChange}
            onBlur={onBlur}
            {...chosen(option.value)}
          />
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-small text-stop">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
