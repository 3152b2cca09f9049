import { redirect } from "next/navigation";
import { currentSession } from "@/server/auth";
import { homeOf } from "./nav";

/** The door: to one's own wing, or to sign-in. */
export default async function Home() {
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  const [seat] = session.memberships;
  redirect(seat ? homeOf(seat) : "/account");
}
