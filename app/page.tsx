import { redirect } from "next/navigation";
import { permissionsOf } from "@/lib/permissions";
import { currentSession } from "@/server/auth";
import { homeOf, roomsOf } from "@/lib/rooms";

/** The door: to the first room of one's own wing, or to sign-in. */
export default async function Home() {
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  const [seat] = session.memberships;
  if (!seat) redirect("/account");
  const held = permissionsOf(seat.kind, seat.roles);
  const rooms = roomsOf(seat.kind).flatMap((group) => group.rooms);
  const first = rooms.find(({ needs }) => !needs || held.has(needs));
  redirect(first ? homeOf(seat) + first.path : "/account");
}
