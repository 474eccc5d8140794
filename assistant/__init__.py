"""The assistant of the bureaudienst of Veilig Thuis."""
