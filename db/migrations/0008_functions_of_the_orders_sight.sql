-- Whether an order holds a product of the acting person's scope; asked by the walls, so it looks past them.
CREATE OR REPLACE FUNCTION app.order_in_scope(asked uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = asked AND l.product_id = ANY (app.product_scope()));
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.order_in_scope(uuid) TO countinghouse_web, countinghouse_worker;
--> statement-breakpoint
-- Whether a file lies beside an entry of a demand's timeline that the acting person reads: asked with the asker's own
-- rights. A function, so that a wall on files need not be planned with all the walls of demand behind it.
CREATE OR REPLACE FUNCTION app.reads_paper(asked uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM demand_file p WHERE p.file_id = asked);
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.reads_paper(uuid) TO countinghouse_web, countinghouse_worker;
