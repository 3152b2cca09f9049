-- Whether an order holds a product of the acting person's scope; asked by the walls, so it looks past them.
CREATE OR REPLACE FUNCTION app.order_in_scope(asked uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = asked AND l.product_id = ANY (app.product_scope()));
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.order_in_scope(uuid) TO countinghouse_web, countinghouse_worker;
