import { NoRight } from "@/app/no-right";

export default function Forbidden() {
  return <NoRight wing="operator" />;
}
