import { redirect } from "next/navigation";

type Props = { params: Promise<{ org: string; id: string }> };

export default async function SellerApplication({ params }: Props) {
  const { org, id } = await params;
  redirect(`/seller/${org}/applications/${id}/submit`);
}
